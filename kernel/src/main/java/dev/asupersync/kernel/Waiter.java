package dev.asupersync.kernel;

import dev.asupersync.error.CancelledError;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The only thing that parks a strand. Every wait of the kernel is one of these: somebody grants it, or it
 * aborts, never both.
 *
 * <p>States: WAITING, then once GRANTED or ABORTED. A grant transfers what is waited for (a slot, a message)
 * in the same step, so there is no wake-up that could be lost or must be passed on: a waiter that was granted
 * before its cancellation arrived has what it waited for, and learns of the cancellation at its next cancel
 * point. A waiter that aborts first takes itself out of its queue with the given function, and the granter
 * sees that its grant failed and turns to the next. One use each, so an old grant can never reach a new wait.
 *
 * <p>Rules: 7.0.1, 7.0.5; the waiting task is woken by {@link #grant} or by whoever sets its cancel flag.
 */
final class Waiter {

  private static final int WAITING = 0;
  private static final int GRANTED = 1;
  private static final int ABORTED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** What ends a wait besides its grant. */
  enum Patience {
    /** A cancellation that is not masked, and the end of the cleanup budget. */
    UNTIL_CANCELLED,
    /** The end of the cleanup budget. */
    UNTIL_CLEANUP_ENDS,
    /** Nothing: a region waits for what it owns. */
    FOR_EVER
  }

  private final TaskRecord task;
  private @Nullable Object gift;

  @SuppressWarnings("unused") // by STATE
  private volatile int state;

  /** Neighbours in a {@link WaitList}, guarded by the lock of its owner. */
  @Nullable Waiter before;

  @Nullable Waiter after;
  boolean queued;

  Waiter(TaskRecord task) {
    this.task = task;
  }

  TaskRecord task() {
    return task;
  }

  /** Ends the wait, if it has not been aborted. At most one thread grants at a time. */
  boolean grant() {
    return grant(null);
  }

  /** Ends the wait with something for the waiter; if false, it stays with the caller. */
  boolean grant(@Nullable Object present) {
    gift = present;
    if (!STATE.compareAndSet(this, WAITING, GRANTED)) {
      return false;
    }
    task.unpark();
    return true;
  }

  private boolean abort() {
    return STATE.compareAndSet(this, WAITING, ABORTED);
  }

  /**
   * Waits for the grant and returns what came with it. If something that {@code patience} minds comes first, runs
   * {@code leaveQueue} and throws.
   */
  @Nullable Object await(
      OpKind kind, long resource, Patience patience, Wait.Subject subject, Runnable leaveQueue) {
    assert KernelLock.noneHeld() : "about to park while holding a kernel lock";
    task.waiting(new Wait(kind, resource, subject, task.points().isMasked(), task.kernel().clock().nanos()));
    Observers observers = task.kernel().observers();
    if (observers.want(Hook.WAIT)) {
      observers.tell(Hook.WAIT, o -> o.onBlocked(task.info(), kind, resource));
    }
    try {
      parkUntilGranted(patience, leaveQueue);
    } finally {
      task.waiting(null);
      if (observers.want(Hook.WAIT)) {
        observers.tell(Hook.WAIT, o -> o.onResumed(task.info(), kind, resource));
      }
    }
    task.points().chargePoll();
    return gift;
  }

  private void parkUntilGranted(Patience patience, Runnable leaveQueue) {
    try {
      while (state != GRANTED) {
        CancelPoints points = task.points();
        boolean expired = patience != Patience.FOR_EVER && points.isCleanupExpired();
        boolean cancelled = patience == Patience.UNTIL_CANCELLED && points.isCancelDeliverable();
        if ((expired || cancelled) && abort()) {
          leaveQueue.run();
          throw expired ? points.cleanupExceeded() : new CancelledError(points.acknowledge());
        }
        if (state == WAITING) {
          task.strand().park();
        }
      }
    } catch (CancelledError told) {
      throw told;
    } catch (Throwable unwinding) {
      if (abort()) {
        leaveQueue.run();
      }
      throw unwinding;
    }
  }
}
