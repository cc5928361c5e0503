package dev.asupersync.tck;

/**
 * Everything that an interpretation promises by itself, below the meaning of programs. Extend it in a test
 * class, return a new interpretation from {@link #open}, and run it.
 */
public abstract class InterpretationContract
    implements StrandContract, RunContract, AlarmContract, DeterminismContract {

  /** For subclasses. */
  protected InterpretationContract() {}
}
