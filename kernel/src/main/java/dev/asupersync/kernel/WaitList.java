package dev.asupersync.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waiters in the order in which they came; leaving costs the same from anywhere. Guarded by its owner's lock. */
public final class WaitList {

  private @Nullable Waiter head;
  private @Nullable Waiter tail;
  private int size;

  public boolean isEmpty() {
    return head == null;
  }

  public int size() {
    return size;
  }

  /** The one that has waited longest. */
  public @Nullable Waiter first() {
    return head;
  }

  public void add(Waiter waiter) {
    assert !waiter.queued;
    waiter.queued = true;
    waiter.before = tail;
    if (tail == null) {
      head = waiter;
    } else {
      tail.after = waiter;
    }
    tail = waiter;
    size++;
  }

  public @Nullable Waiter poll() {
    Waiter first = head;
    if (first != null) {
      remove(first);
    }
    return first;
  }

  /** Does nothing if it has left already. */
  public void remove(Waiter waiter) {
    if (!waiter.queued) {
      return;
    }
    waiter.queued = false;
    size--;
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

  /** Grants the same to everybody who waits now. */
  public void grantAll(Object present) {
    removeIf(_ -> true, waiter -> waiter.grant(present));
  }

  /** Takes those out for which {@code leaves} holds, oldest first, and hands each to {@code taken}. */
  public void removeIf(Predicate<Waiter> leaves, Consumer<Waiter> taken) {
    for (Waiter at = head; at != null; ) {
      Waiter next = at.after;
      if (leaves.test(at)) {
        remove(at);
        taken.accept(at);
      }
      at = next;
    }
  }

  List<TaskRecord> tasks() {
    List<TaskRecord> all = new ArrayList<>();
    for (Waiter at = head; at != null; at = at.after) {
      all.add(at.task());
    }
    return all;
  }
}
