package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Notify;
import dev.asupersync.sync.NotifySpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A notify. A token goes to the head of the line in the step that makes it, so tokens are left only when
 * nobody waits. Every broadcast begins a new round: who has seen an earlier one need not wait. Rule: 7.6.5,
 * trap 23.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED and TIMED_OUT are those objects
public final class TokenNotify extends Owned implements Notify {

  private static final Object NOTIFIED = new Object();

  /** Of one that has looked at nothing before: only what comes from now on counts. */
  private static final long NO_ROUND = -1;

  // Guarded by the lock.
  private final WaitList line = new WaitList();
  private long tokens;
  private long round;
  private boolean closed;

  public TokenNotify(Region owner, NotifySpec spec) {
    super(owner, "notify", spec.name());
  }

  @Override
  public void await(Checkpoints cx) {
    await(arrive(cx), NO_ROUND);
  }

  private void await(TaskRecord task, long seen) {
    Waiter waiter = new Waiter(task);
    if (!isNotified(waiter, seen)) {
      checkOpen(task, await(waiter, line, OpKind.SIGNAL_WAIT, what(), List::of));
    }
  }

  @Override
  public boolean await(Checkpoints cx, Duration patience) {
    TaskRecord task = arrive(cx);
    Waiter waiter = new Waiter(task);
    if (isNotified(waiter, NO_ROUND)) {
      return true;
    }
    Object given = awaitFor(patience, waiter, line, OpKind.SIGNAL_WAIT, what(), List::of);
    checkOpen(task, given);
    return given != TIMED_OUT;
  }

  @Override
  public void waitUntil(Checkpoints cx, BooleanSupplier condition) {
    arrive(cx);
    long seen = round();
    while (!condition.getAsBoolean()) {
      await(arrive(cx), seen);
      seen = round();
    }
  }

  private TaskRecord arrive(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.SIGNAL_WAIT);
    task.pass();
    return task;
  }

  private long round() {
    lock().lock();
    try {
      return round;
    } finally {
      lock().unlock();
    }
  }

  /** Whether it need not wait; otherwise it stands in line now. */
  private boolean isNotified(Waiter waiter, long seen) {
    lock().lock();
    try {
      if (closed) {
        throw ownerClosed();
      }
      if (seen != NO_ROUND && seen != round) {
        return true;
      }
      if (tokens > 0 && line.isEmpty()) {
        tokens--;
        return true;
      }
      line.add(waiter);
      settle();
      return false;
    } finally {
      lock().unlock();
    }
  }

  private void checkOpen(TaskRecord task, Object given) {
    if (given == CLOSED) {
      task.throwIfCancelled();
      throw ownerClosed();
    }
  }

  private String what() {
    return "a notification of " + subject();
  }

  @Override
  protected void settle() {
    while (tokens > 0 && !line.isEmpty()) {
      if (Objects.requireNonNull(line.poll()).grant()) {
        tokens--;
      }
    }
  }

  @Override
  public void notifyOne() {
    lock().lock();
    try {
      tokens++;
      settle();
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void notifyOne(Checkpoints cx) {
    enter(cx, OpKind.SIGNAL);
    notifyOne();
  }

  @Override
  public void notifyWaiters() {
    lock().lock();
    try {
      round++;
      line.grantAll(NOTIFIED);
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void notifyWaiters(Checkpoints cx) {
    enter(cx, OpKind.SIGNAL);
    notifyWaiters();
  }

  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      line.grantAll(CLOSED);
    } finally {
      lock().unlock();
    }
  }
}
