package dev.asupersync.kernel.sync;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.ReadGuard;

/** A lock, wanted at first, then held; alone or with other readers. */
final class LockGuard extends Held implements Guard, ReadGuard {

  /** A task that waits for the lock, with the guard that it will hold. */
  static final class Seeker extends Waiter {
    final LockGuard wanted;

    Seeker(LockGuard wanted) {
      super(wanted.holder());
      this.wanted = wanted;
    }
  }

  private final PoisonableLock lock;
  private final boolean alone;

  LockGuard(PoisonableLock lock, TaskRecord holder, boolean alone) {
    super(lock, holder, ObligationKind.LEASE);
    this.lock = lock;
    this.alone = alone;
  }

  @Override
  protected OpKind abortKind() {
    return lock.givingBack();
  }

  /** Refuses whoever would wait for itself. With the lock. */
  void refuse(TaskRecord task) {
    if (holder().base() == task.base()) {
      throw new CxUsageException(
          ErrorCode.LOCK_REENTRY,
          task.label() + " asked for " + lock.subject() + ", which it holds already. It would wait for itself"
              + " for ever. Take it once, in the outermost place.");
    }
  }

  @Override
  public void release() {
    resolveAs("release", ObligationState.COMMITTED);
    lock.returned(this, null);
  }

  @Override
  public void poison() {
    resolveAs("poison", ObligationState.ABORTED);
    lock.returned(this, why());
  }

  private String why() {
    return holder().label() + " panicked while it held it";
  }

  @Override
  protected void undo() {
    lock.returned(this, alone && holder().isPanicked() ? why() : null);
  }
}
