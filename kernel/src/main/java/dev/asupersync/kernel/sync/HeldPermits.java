package dev.asupersync.kernel.sync;

import dev.asupersync.kernel.ObligationRecord;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.SemaphorePermit;

/** Permits of a semaphore: wanted at first, then held. Rule: 7.6.4. */
final class HeldPermits extends ObligationRecord implements SemaphorePermit {

  private final FifoSemaphore semaphore;
  private final int count;

  HeldPermits(FifoSemaphore semaphore, TaskRecord holder, int count) {
    super(holder, ObligationKind.SEMAPHORE_PERMIT);
    this.semaphore = semaphore;
    this.count = count;
  }

  TaskRecord by() {
    return holder();
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

  private void resolveAs(String verb, ObligationState end) {
    checkOpen(verb);
    holder().schedulingPoint(OpKind.RELEASE, semaphore.number());
    resolve(end);
  }

  @Override
  public void close() {
    if (!state().isFinal()) {
      release();
    }
  }

  @Override
  protected String subject() {
    return semaphore.subject();
  }

  @Override
  protected long resource() {
    return semaphore.number();
  }

  @Override
  protected void undo() {
    semaphore.returned(this, true);
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.RELEASE;
  }
}
