package dev.asupersync.kernel;

import dev.asupersync.obligation.IoOp;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Transaction;
import dev.asupersync.spi.OpKind;

/** An obligation that a program makes itself, with what takes it back. */
final class OwnPromise extends ObligationRecord implements IoOp, Transaction {

  private final String what;
  private final Runnable takeBack;

  OwnPromise(TaskRecord holder, ObligationKind kind, String what, Runnable takeBack) {
    super(holder, kind);
    this.what = what;
    this.takeBack = takeBack;
  }

  OwnPromise begun() {
    reserved();
    return this;
  }

  @Override
  public void complete() {
    keep("complete");
  }

  @Override
  public void commit() {
    keep("commit");
  }

  private void keep(String verb) {
    checkOpen(verb);
    holder().schedulingPoint(OpKind.PROMISE, resource());
    resolve(ObligationState.COMMITTED);
  }

  @Override
  protected String subject() {
    return '"' + what + '"';
  }

  @Override
  protected long resource() {
    return holder().id().value();
  }

  @Override
  protected void undo() {
    takeBack.run();
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.PROMISE;
  }
}
