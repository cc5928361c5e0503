package dev.asupersync.lab;

import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;

/** Alarms that are due at one and the same time; which rings first is a decision. */
final class AlarmTies implements Candidates {

  private final List<LabAlarm> alarms = new ArrayList<>();
  private boolean someCancelled;

  /** Takes from the heap all that have its first deadline. */
  void fillFrom(AlarmHeap heap) {
    long deadline = heap.first().deadlineNanos;
    while (!heap.isEmpty() && heap.first().deadlineNanos == deadline) {
      LabAlarm first = heap.first();
      heap.remove(first);
      alarms.add(first);
    }
  }

  void noteCancelled() {
    someCancelled = true;
  }

  boolean isEmpty() {
    if (someCancelled) {
      someCancelled = false;
      alarms.removeIf(LabAlarm::isOver);
    }
    return alarms.isEmpty();
  }

  LabAlarm take(int index) {
    LabAlarm taken = alarms.get(index);
    LabAlarm last = alarms.removeLast();
    if (last != taken) {
      alarms.set(index, last);
    }
    return taken;
  }

  @Override
  public int count() {
    return alarms.size();
  }

  @Override
  public long id(int index) {
    return alarms.get(index).seq;
  }

  @Override
  public int strand(int index) {
    return -1;
  }

  @Override
  public boolean isResuming(int index) {
    return false;
  }

  @Override
  public OpKind operation(int index) {
    return OpKind.CLOCK;
  }

  @Override
  public long resource(int index) {
    return 0;
  }

  @Override
  public boolean isRunning(int index) {
    return false;
  }
}
