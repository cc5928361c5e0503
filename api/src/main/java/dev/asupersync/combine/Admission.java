package dev.asupersync.combine;

import dev.asupersync.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that had to pass a {@link CircuitBreaker}, a {@link Bulkhead} or a {@link RateLimit}.
 */
public sealed interface Admission<T extends @Nullable Object, E extends Exception> {

  /** It was let through, and ended so. */
  record Ran<T extends @Nullable Object, E extends Exception>(Outcome<T, E> outcome)
      implements Admission<T, E> {}

  /** It was not let through: nothing was run. */
  record Refused<T extends @Nullable Object, E extends Exception>(Refusal refusal)
      implements Admission<T, E> {}

  /** {@link Outcome#orThrow} of what was run. Errors: {@link RefusedException} (CX-3302) when nothing was. */
  default T orThrow() throws E {
    return switch (this) {
      case Ran<T, E>(Outcome<T, E> outcome) -> outcome.orThrow();
      case Refused<T, E>(Refusal refusal) -> throw new RefusedException(refusal);
    };
  }

  /** Whether it was let through. */
  default boolean isRun() {
    return this instanceof Ran;
  }
}
