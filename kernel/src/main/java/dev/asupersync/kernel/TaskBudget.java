package dev.asupersync.kernel;

import dev.asupersync.Budget;
import java.time.Instant;
import java.util.Optional;

/**
 * What a task has left. Touched only by its own strand; {@link #budget} may be read by anybody and is then a
 * moment old.
 *
 * <p>Rules: 2.7, D15. A quota of n lets n polls happen; the next cancel point finds it used up.
 */
final class TaskBudget {

  private final Clock clock;
  private long deadlineNanos;
  private long pollsLeft;
  private long costLeft;
  private int priority;
  private long polls;

  TaskBudget(Clock clock, Budget limits) {
    this.clock = clock;
    this.deadlineNanos = limits.deadline().isEmpty() ? Clock.NEVER : clock.nanos(limits.deadline().get());
    this.pollsLeft = limits.pollQuota();
    this.costLeft = limits.costQuota();
    this.priority = limits.priority();
  }

  /** Replaces everything: what a cancelled task may use for its cleanup. Rule: 2.23, 2.24. */
  void replaceWith(long cleanupPolls, int cleanupPriority) {
    deadlineNanos = Clock.NEVER;
    pollsLeft = cleanupPolls;
    costLeft = Budget.UNLIMITED;
    priority = cleanupPriority;
  }

  /** A stronger request while it cleans up. Rule: 2.21. */
  void tighten(long cleanupPolls, int cleanupPriority) {
    pollsLeft = Math.min(pollsLeft, cleanupPolls);
    priority = Math.max(priority, cleanupPriority);
  }

  /** Charges one run slice; false if none was left. */
  boolean charge() {
    polls++;
    if (pollsLeft == 0) {
      return false;
    }
    if (pollsLeft != Budget.UNLIMITED) {
      pollsLeft--;
    }
    return true;
  }

  /** Takes so much, all or nothing. */
  boolean spend(long units) {
    if (costLeft == Budget.UNLIMITED) {
      return true;
    }
    if (units > costLeft) {
      return false;
    }
    costLeft -= units;
    return true;
  }

  /** What a region that ran on this strand has used counts here too. */
  void chargeFor(TaskBudget inner, long pollsGiven, long costGiven) {
    polls += inner.polls;
    if (pollsLeft != Budget.UNLIMITED) {
      pollsLeft = Math.max(0, pollsLeft - Math.min(inner.polls, pollsGiven));
    }
    if (costLeft != Budget.UNLIMITED && inner.costLeft != Budget.UNLIMITED) {
      costLeft = Math.max(0, costLeft - Math.max(0, costGiven - inner.costLeft));
    }
  }

  boolean hasLimits() {
    return deadlineNanos != Clock.NEVER || pollsLeft == 0 || costLeft == 0;
  }

  boolean pollsGone() {
    return pollsLeft == 0;
  }

  boolean costGone() {
    return costLeft == 0;
  }

  boolean deadlinePassed() {
    return deadlineNanos != Clock.NEVER && clock.nanos() >= deadlineNanos;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  long polls() {
    return polls;
  }

  Budget budget() {
    Optional<Instant> deadline =
        deadlineNanos == Clock.NEVER ? Optional.empty() : Optional.of(clock.instant(deadlineNanos));
    return new Budget(deadline, pollsLeft, costLeft, priority);
  }
}
