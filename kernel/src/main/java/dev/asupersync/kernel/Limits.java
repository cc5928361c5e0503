package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The budget that something new gets, and what passing its deadline means: nothing of its own when the deadline
 * comes from above, where it is somebody else's affair.
 *
 * <p>Rules: 2.15, 2.17, D8.
 */
record Limits(Budget budget, @Nullable CancelKind ownDeadline) {

  static Limits of(Clock clock, Budget above, Budget own, Optional<Duration> timeout) {
    Budget met = above.meet(own);
    CancelKind kind = isEarlier(own.deadline(), above.deadline()) ? CancelKind.DEADLINE : null;
    if (timeout.isEmpty()) {
      return new Limits(met, kind);
    }
    Budget tightened = met.tightenedBy(clock.instant(clock.nanos()), timeout.get());
    return new Limits(tightened, isEarlier(tightened.deadline(), met.deadline()) ? CancelKind.TIMEOUT : kind);
  }

  private static boolean isEarlier(Optional<Instant> a, Optional<Instant> b) {
    return a.isPresent() && (b.isEmpty() || a.get().isBefore(b.get()));
  }

  /** On the monotonic clock. */
  long deadlineNanos(Clock clock) {
    return budget.deadline().isEmpty() ? Clock.NEVER : clock.nanos(budget.deadline().get());
  }
}
