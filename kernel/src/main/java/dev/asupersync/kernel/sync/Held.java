package dev.asupersync.kernel.sync;

import dev.asupersync.kernel.ObligationRecord;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;

/** What is had of a lock, a semaphore or a pool: wanted at first, then held. The end of its block gives it back. */
abstract class Held extends ObligationRecord {

  private final Owned from;

  Held(Owned from, TaskRecord holder, ObligationKind kind) {
    super(holder, kind);
    this.from = from;
  }

  final TaskRecord by() {
    return holder();
  }

  /** Gives it back in good order. */
  public abstract void release();

  final void resolveAs(String verb, ObligationState end) {
    checkOpen(verb);
    holder().schedulingPoint(abortKind(), from.number());
    resolve(end);
  }

  @Override
  protected final void letGo() {
    release();
  }

  @Override
  protected final String subject() {
    return from.subject();
  }

  @Override
  protected final long resource() {
    return from.number();
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.RELEASE;
  }
}
