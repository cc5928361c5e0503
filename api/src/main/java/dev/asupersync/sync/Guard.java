package dev.asupersync.sync;

import dev.asupersync.obligation.Obligation;

/**
 * A lock that is held alone, by one task, until it is released. An obligation of kind LEASE: the task must
 * release it before it ends, and may transfer it to another.
 *
 * <p>Errors of its methods: CX-3002 if it was released before, CX-3003 for another task. None of them is a
 * cancel point, and none waits.
 */
public interface Guard extends Obligation {

  /** Hands the lock to whoever has waited longest. */
  void release();

  /**
   * Releases the lock and poisons it: what it guards is in disorder, and whoever waits for it or comes
   * later is told so (CX-3201), until somebody has brought it into order and cleared the poison.
   */
  void poison();

  /** {@link #release}, unless it is released already. */
  @Override
  void close();
}
