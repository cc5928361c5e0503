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
 * <p>It goes once from waiting to what it was granted, or to aborted. A grant transfers what is waited for (a
 * slot, a message) in the same step, so there is no wake-up that could be lost or must be passed on: a waiter that
 * was granted before its cancellation arrived has what it waited for, and learns of the cancellation at its next
 * cancel point. A waiter that aborts first takes itself out of its queue with the given function, and the granter
 * sees that its grant failed and turns to the next. One use each, so an old grant can never reach a new wait.
 *
 * <p>Rules: 7.0.1, 7.0.5; the waiting task is woken by {@link #grant} or by whoever sets its cancel flag.
 */
public class Waiter {

  private static final Object WAITING = new Object();
  private static final Object ABORTED = new Object();
  private static final Object NOTHING = new Object();
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", Object.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** What ends a wait besides its grant. */
  public enum Patience {
    /** A cancellation that is not masked, and the end of the cleanup budget. */
    UNTIL_CANCELLED,
    /** The end of the cleanup budget. */
    UNTIL_CLEANUP_ENDS,
    /** Nothing: a region waits for what it owns. */
    FOR_EVER
  }

  private final TaskRecord task;

  private volatile Object state = WAITING;

  /** Neighbours in a {@link WaitList}, guarded by the lock of its owner. */
  @Nullable Waiter before;

  @Nullable Waiter after;
  boolean queued;

  /** The next that was granted under the same lock and is yet to be woken; see {@link KernelLock#grant}. */
  @Nullable Waiter alsoGranted;

  public Waiter(TaskRecord task) {
    this.task = task;
  }

  public final TaskRecord task() {
    return task;
  }

  /** Ends the wait, if it has not been granted or aborted. */
  public final boolean grant() {
    return grant(NOTHING);
  }

  /** Ends the wait with something for the waiter; if false, it stays with the caller. */
  public final boolean grant(Object present) {
    if (!decide(present)) {
      return false;
    }
    wake();
    return true;
  }

  /** The first half of {@link #grant}: {@link #wake} must follow. */
  boolean decide(Object present) {
    return STATE.compareAndSet(this, WAITING, present);
  }

  /** The second half, for which no lock need be held. */
  final void wake() {
    task.unpark();
  }

  final boolean isOver() {
    return state != WAITING;
  }

  /** Ends the wait without a grant, if it has not been granted. */
  protected boolean abort() {
    return STATE.compareAndSet(this, WAITING, ABORTED);
  }

  /**
   * Waits for the grant and returns what came with it. If something that {@code patience} minds comes first, runs
   * {@code leaveQueue} and throws.
   */
  public final Object await(
      OpKind kind, long resource, Patience patience, Wait.Subject subject, Runnable leaveQueue) {
    assert KernelLock.noneHeld() : "about to park while holding a kernel lock";
    if (state == WAITING) {
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
    }
    task.points().chargePoll();
    return state;
  }

  private void parkUntilGranted(Patience patience, Runnable leaveQueue) {
    try {
      while (true) {
        CancelPoints points = task.points();
        boolean expired = patience != Patience.FOR_EVER && points.isCleanupExpired();
        boolean cancelled = patience == Patience.UNTIL_CANCELLED && points.isCancelDeliverable();
        if ((expired || cancelled) && abort()) {
          leaveQueue.run();
          throw expired ? points.cleanupExceeded() : new CancelledError(points.acknowledge());
        }
        if (state != WAITING) {
          return;
        }
        task.requireStrand().park();
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
