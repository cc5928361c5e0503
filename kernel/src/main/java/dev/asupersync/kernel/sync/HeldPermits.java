package dev.asupersync.kernel.sync;

import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.SemaphorePermit;

/** Permits of a semaphore: wanted at first, then held. Rule: 7.6.4. */
final class HeldPermits extends Held implements SemaphorePermit {

  private final FifoSemaphore semaphore;
  private final int count;

  HeldPermits(FifoSemaphore semaphore, TaskRecord holder, int count) {
    super(semaphore, holder, ObligationKind.SEMAPHORE_PERMIT);
    this.semaphore = semaphore;
    this.count = count;
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.LEAVE;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void release() {
    resolveAs("release", ObligationState.COMMITTED);
    semaphore.returned(this, true);
  }

  @Override
  public void forget() {
    resolveAs("forget", ObligationState.ABORTED);
    semaphore.returned(this, false);
  }

  @Override
  protected void undo() {
    semaphore.returned(this, true);
  }
}
