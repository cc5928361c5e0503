package dev.asupersync;

import dev.asupersync.error.CancelledError;
import java.util.Optional;

/**
 * The part of {@link Cx} that every task has: cancel points, masks and the budget.
 *
 * <p>Rules: 5.7 to 5.16. Threads: only the task that the {@code Cx} belongs to (CX-2002).
 */
public interface Checkpoints {

  /**
   * A place where the task may be cancelled. Costs one poll of its budget.
   *
   * <p>Cancellation: throws {@link CancelledError} when a request is pending and nothing masks it, here and at
   * every later cancel point. An exhausted budget or a passed deadline is such a request.
   */
  void checkpoint();

  /** A checkpoint that also leaves a word on what the task is doing, for dumps and reports. */
  void checkpoint(String progress);

  /** Whether cancellation was requested. A pure read: masks do not matter, nothing is acknowledged. */
  boolean isCancelRequested();

  /** The strongest reason requested so far. */
  Optional<CancelReason> cancelReason();

  /**
   * Defers cancellation until the mask is closed; the first cancel point after the outermost one throws.
   * Masks nest up to 64 deep (CX-2005).
   */
  Mask mask();

  /** What is left of the task's budget. */
  Budget budget();

  /**
   * Takes units from the cost quota, all or none, as a cancel point.
   *
   * <p>Cancellation: when less is left than asked, nothing is taken and the task is cancelled with kind
   * CostBudget.
   */
  void spend(long units);
}
