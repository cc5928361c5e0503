package dev.asupersync.kernel;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, twice: what its region counts, and what a joiner gets. Once cancellation was requested the
 * record never says Ok; the joiner still gets a value, or an error, that the body returned after it was told.
 *
 * <p>Rules: 1.23, 1.24, D14.
 */
record Verdict(Outcome<?, ?> record, Outcome<?, ?> handle) {

  static Verdict of(Outcome<?, ?> raw, @Nullable CancelReason requested, boolean told) {
    if (requested == null || raw instanceof Outcome.Panicked<?, ?>) {
      return new Verdict(raw, raw);
    }
    CancelReason why =
        raw instanceof Outcome.Cancelled<?, ?>(CancelReason own) ? requested.strengthen(own) : requested;
    Outcome<?, ?> cancelled = new Outcome.Cancelled<>(why);
    boolean keepValue = told && !(raw instanceof Outcome.Cancelled<?, ?>);
    return new Verdict(cancelled, keepValue ? raw : cancelled);
  }

  static Verdict panicked(Throwable cause) {
    Outcome<?, ?> panic = new Outcome.Panicked<>(cause);
    return new Verdict(panic, panic);
  }
}
