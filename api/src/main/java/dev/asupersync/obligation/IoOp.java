package dev.asupersync.obligation;

/** An operation on the outside world that has begun. {@link #abort} and {@link #close} cancel it. */
public interface IoOp extends Obligation {

  /** It is done. Cancellation: not checked; never waits. */
  void complete();
}
