package dev.asupersync.sync;

import dev.asupersync.Checkpoints;

/**
 * A place where so many tasks wait for each other. When the last of them arrives all go on, and the barrier
 * is ready for the next round.
 *
 * <p>Open it with {@code scope.open(Barrier.of(4))}. Rule: 7.6.6.
 */
public interface Barrier {

  /** For so many tasks; 1 or more (CX-3207). */
  static BarrierSpec of(int parties) {
    return new BarrierSpec(parties, "");
  }

  /**
   * Arrives, and waits for the others. True for exactly one task of each round, the last one to arrive.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, the task has not arrived, and another must
   * come in its place. One whose round was complete before the cancellation took effect goes on with the
   * others, and hears of it at its next cancel point. Errors: CX-3206 when the region that owns it has
   * closed.
   */
  boolean await(Checkpoints cx);
}
