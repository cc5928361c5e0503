package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives a program so long and no longer. When the time is over it is cancelled with kind Timeout and waited
 * for; a value or an error that it produces all the same is its outcome, so nothing that exists is thrown
 * away. Only where it produced nothing is the outcome {@code Cancelled}.
 *
 * <p>The time can only get shorter: a deadline around it that comes earlier holds.
 *
 * <p>Threads: the program runs on the caller's strand. Cancellation: reaches the program; called by a task
 * that is cancelled already, {@code CancelledError} is thrown. Rules: 8.11, D8.
 */
public final class Timeout {

  private Timeout() {}

  /** {@code Timeout.of(cx, IOException.class, Duration.ofSeconds(2), c -> fetch(c, url))}. */
  public static <T extends @Nullable Object, E extends Exception> Outcome<T, E> of(
      Cx cx, Class<E> errorType, Duration limit, Task<T, ? extends E> program) {
    return Enclosure.run(cx, errorType, within(limit), program);
  }

  public static <T extends @Nullable Object> Outcome<T, RuntimeException> of(
      Cx cx, Duration limit, Task<T, RuntimeException> program) {
    return Enclosure.run(cx, null, within(limit), program);
  }

  private static RegionOptions within(Duration limit) {
    return RegionOptions.named("timeout").withTimeout(limit);
  }
}
