package dev.asupersync.sync;

import dev.asupersync.obligation.Obligation;

/**
 * A thing that one task has of a {@link Pool} until it gives it back: an obligation of kind LEASE.
 *
 * <p>A task that is cancelled gives back what it holds. One that panics does not: nobody knows in which
 * state the thing is, so it is destroyed.
 *
 * <p>Errors of its methods: CX-3002 if it was given back before, CX-3003 for another task. None of them is
 * a cancel point, and none waits.
 */
public interface PoolLease<T> extends Obligation {

  /** The thing. Do not keep it longer than the lease. */
  T value();

  /** Gives the thing back, for the next one. */
  void release();

  /** The thing is broken: destroys it, and makes room for a new one. */
  void discard();

  /** {@link #release}, unless it is given back or discarded already. */
  @Override
  void close();
}
