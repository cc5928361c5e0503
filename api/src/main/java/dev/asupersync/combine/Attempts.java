package dev.asupersync.combine;

import dev.asupersync.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying one after the other.
 *
 * @param outcome how the last try ended; {@code Err} when all failed
 * @param errors the errors of those that failed, in order; the last of them is the outcome's when all failed
 * @param tries how many were begun
 * @param waited how long was waited between them, by plan
 */
public record Attempts<T extends @Nullable Object, E extends Exception>(
    Outcome<T, E> outcome, List<E> errors, int tries, Duration waited) {

  public Attempts {
    errors = List.copyOf(errors);
  }

  /** {@link Outcome#orThrow} of the outcome. */
  public T orThrow() throws E {
    return outcome.orThrow();
  }
}
