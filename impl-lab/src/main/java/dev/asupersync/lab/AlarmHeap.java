package dev.asupersync.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Alarms by deadline, then by age. A binary heap whose alarms know their place, so that cancelling is
 * cheap.
 */
final class AlarmHeap {

  private final List<LabAlarm> heap = new ArrayList<>();
  private long nextSeq;

  boolean isEmpty() {
    return heap.isEmpty();
  }

  LabAlarm first() {
    return heap.getFirst();
  }

  void add(LabAlarm alarm) {
    alarm.seq = nextSeq++;
    alarm.place = heap.size();
    heap.add(alarm);
    up(alarm);
  }

  void remove(LabAlarm alarm) {
    int place = alarm.place;
    if (place < 0) {
      return;
    }
    alarm.place = -1;
    LabAlarm last = heap.removeLast();
    if (last != alarm) {
      put(last, place);
      up(last);
      down(last);
    }
  }

  private void up(LabAlarm alarm) {
    while (alarm.place > 0) {
      LabAlarm parent = heap.get((alarm.place - 1) / 2);
      if (!alarm.isBefore(parent)) {
        return;
      }
      swap(alarm, parent);
    }
  }

  private void down(LabAlarm alarm) {
    while (2 * alarm.place + 1 < heap.size()) {
      int left = 2 * alarm.place + 1;
      LabAlarm child = heap.get(left);
      if (left + 1 < heap.size() && heap.get(left + 1).isBefore(child)) {
        child = heap.get(left + 1);
      }
      if (!child.isBefore(alarm)) {
        return;
      }
      swap(child, alarm);
    }
  }

  private void swap(LabAlarm a, LabAlarm b) {
    int place = a.place;
    put(a, b.place);
    put(b, place);
  }

  private void put(LabAlarm alarm, int place) {
    alarm.place = place;
    heap.set(place, alarm);
  }
}
