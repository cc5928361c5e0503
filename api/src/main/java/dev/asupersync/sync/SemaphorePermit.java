package dev.asupersync.sync;

import dev.asupersync.obligation.Obligation;

/** Permits of a {@link Semaphore}, held by one task until it gives them back. Rule: 7.6.4. */
public interface SemaphorePermit extends Obligation {

  /** How many these are. */
  int count();

  /**
   * Gives them back to those who wait. Cancellation: not checked; never waits. Errors: CX-3002 if that was
   * done before, CX-3003 for another task.
   */
  void release();

  /** Gives them up without giving them back: the semaphore has so many fewer from now on. Errors as above. */
  void forget();

  /** {@link #release}, unless they are released or forgotten already. */
  @Override
  void close();
}
