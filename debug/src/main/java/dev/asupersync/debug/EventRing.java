package dev.asupersync.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last events. Written by any thread without a lock; whoever reads while it is written may miss the newest. */
final class EventRing {

  private final AtomicReferenceArray<Event> slots;
  private final AtomicLong next = new AtomicLong(1);

  EventRing(int size) {
    this.slots = new AtomicReferenceArray<>(size);
  }

  void add(Event.Untold event) {
    long number = next.getAndIncrement();
    slots.setRelease((int) (number % slots.length()), event.numbered(number));
  }

  /** How many there ever were. */
  long count() {
    return next.get() - 1;
  }

  /** The newest first, only those with a number above {@code after}, at most so many. */
  List<Event> newest(long after, int most) {
    List<Event> found = new ArrayList<>();
    long last = next.get() - 1;
    long first = Math.max(after, last - slots.length()) + 1;
    for (long number = last; number >= first && found.size() < most; number--) {
      Event event = slots.getAcquire((int) (number % slots.length()));
      if (event != null && event.number() == number) {
        found.add(event);
      }
    }
    return found;
  }
}
