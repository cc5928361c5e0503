package dev.asupersync.lab;

import dev.asupersync.spi.Alarm;
import java.util.concurrent.atomic.AtomicBoolean;

/** An alarm in virtual time. */
final class LabAlarm implements Alarm {

  final long deadlineNanos;
  /** Its number in the order in which the scheduler learned of it, and where it stands in the heap. */
  long seq = -1;
  int place = -1;

  private final Baton baton;
  private final Runnable action;
  private final AtomicBoolean over = new AtomicBoolean();

  LabAlarm(Baton baton, long deadlineNanos, Runnable action) {
    this.baton = baton;
    this.deadlineNanos = deadlineNanos;
    this.action = action;
  }

  @Override
  public boolean cancel() {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    baton.forget(this);
    return true;
  }

  /** Whether it may ring: nobody cancelled it first. From here on nobody can. */
  boolean begin() {
    return over.compareAndSet(false, true);
  }

  Runnable action() {
    return action;
  }

  boolean isOver() {
    return over.get();
  }

  boolean isBefore(LabAlarm other) {
    return deadlineNanos != other.deadlineNanos ? deadlineNanos < other.deadlineNanos : seq < other.seq;
  }
}
