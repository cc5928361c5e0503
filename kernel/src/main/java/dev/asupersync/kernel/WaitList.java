package dev.asupersync.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waiters in the order in which they came; leaving costs the same from anywhere. Guarded by its owner's lock. */
final class WaitList {

  private @Nullable Waiter head;
  private @Nullable Waiter tail;

  boolean isEmpty() {
    return head == null;
  }

  void add(Waiter waiter) {
    assert !waiter.queued;
    waiter.queued = true;
    waiter.before = tail;
    if (tail == null) {
      head = waiter;
    } else {
      tail.after = waiter;
    }
    tail = waiter;
  }

  @Nullable Waiter poll() {
    Waiter first = head;
    if (first != null) {
      remove(first);
    }
    return first;
  }

  /** Does nothing if it has left already. */
  void remove(Waiter waiter) {
    if (!waiter.queued) {
      return;
    }
    waiter.queued = false;
    if (waiter.before == null) {
      head = waiter.after;
    } else {
      waiter.before.after = waiter.after;
    }
    if (waiter.after == null) {
      tail = waiter.before;
    } else {
      waiter.after.before = waiter.before;
    }
    waiter.before = null;
    waiter.after = null;
  }

  List<TaskRecord> tasks() {
    List<TaskRecord> all = new ArrayList<>();
    for (Waiter at = head; at != null; at = at.after) {
      all.add(at.task());
    }
    return all;
  }
}
