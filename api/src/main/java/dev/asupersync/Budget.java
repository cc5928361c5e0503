package dev.asupersync;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a task or region may use: time, polls, cost; and how urgent it is.
 *
 * <p>A budget only ever tightens on its way down the region tree: a child has the {@link #meet} of its own and
 * its parent's. A poll is one run slice: charged when a task starts, when it resumes from a wait, and at each
 * explicit checkpoint. Cost units are the program's own ({@link Checkpoints#spend}).
 *
 * <p>Rules: 2.1 to 2.9.
 *
 * @param deadline when it must have ended, on the runtime's clock; nothing is no limit
 * @param pollQuota how many run slices; {@link #UNLIMITED} is no limit
 * @param costQuota how many cost units; {@link #UNLIMITED} is no limit
 * @param priority 0 (lowest) to 255
 */
public record Budget(Optional<Instant> deadline, long pollQuota, long costQuota, int priority) {

  /** A quota that is no limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The identity of {@link #meet}: no limit at all, priority 0. */
  public static final Budget INFINITE = new Budget(Optional.empty(), UNLIMITED, UNLIMITED, 0);

  /** What a task has when nobody says otherwise: no limit, priority 128. */
  public static final Budget DEFAULT = new Budget(Optional.empty(), UNLIMITED, UNLIMITED, 128);

  /** Enough for a short clean-up: 100 polls. */
  public static final Budget MINIMAL = new Budget(Optional.empty(), 100, UNLIMITED, 128);

  /** Nothing left of anything, most urgent. */
  public static final Budget ZERO = new Budget(Optional.of(Instant.MIN), 0, 0, 255);

  public Budget {
    if (pollQuota < 0 || costQuota < 0 || priority < 0 || priority > 255) {
      throw new IllegalArgumentException(
          "Budget with pollQuota=" + pollQuota + ", costQuota=" + costQuota + ", priority=" + priority
              + ": quotas must be 0 or more and the priority from 0 to 255.");
    }
  }

  /** With this absolute deadline in place of the one it had. To tighten, use {@link #tightenedBy}. */
  public Budget withDeadline(Instant at) {
    return new Budget(Optional.of(at), pollQuota, costQuota, priority);
  }

  public Budget withPollQuota(long polls) {
    return new Budget(deadline, polls, costQuota, priority);
  }

  public Budget withCostQuota(long units) {
    return new Budget(deadline, pollQuota, units, priority);
  }

  public Budget withPriority(int level) {
    return new Budget(deadline, pollQuota, costQuota, level);
  }

  /** With a deadline of {@code now + limit}, unless it already has an earlier one. Saturates. */
  public Budget tightenedBy(Instant now, Duration limit) {
    return meet(INFINITE.withDeadline(saturatedPlus(now, limit)));
  }

  /**
   * The tighter of the two in each part: earlier deadline, smaller quotas, <em>larger</em> priority.
   * Commutative, associative, idempotent; {@link #INFINITE} is its identity.
   */
  public Budget meet(Budget other) {
    return new Budget(
        earlier(deadline, other.deadline),
        Math.min(pollQuota, other.pollQuota),
        Math.min(costQuota, other.costQuota),
        Math.max(priority, other.priority));
  }

  /** Whether a quota is used up. Says nothing of the deadline. */
  public boolean isExhausted() {
    return pollQuota == 0 || costQuota == 0;
  }

  /** Whether the deadline has passed; exactly at the deadline it has. */
  public boolean isPastDeadline(Instant now) {
    return deadline.isPresent() && !now.isBefore(deadline.get());
  }

  /** The time left before the deadline; nothing without a deadline or after it. */
  public Optional<Duration> remaining(Instant now) {
    return deadline.filter(now::isBefore).map(at -> Duration.between(now, at));
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    return a.isEmpty() || (b.isPresent() && b.get().isBefore(a.get())) ? b : a;
  }

  private static Instant saturatedPlus(Instant now, Duration limit) {
    try {
      return now.plus(limit);
    } catch (DateTimeException | ArithmeticException tooFar) {
      return limit.isNegative() ? Instant.MIN : Instant.MAX;
    }
  }
}
