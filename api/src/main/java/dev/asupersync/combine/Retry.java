package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tries again when a program fails with a declared error, and waits longer each time. A cancellation and a
 * panic are never tried again.
 *
 * <p>{@code Retry.DEFAULT.withAttempts(5).run(cx, IOException.class, c -> fetch(c, url)).orThrow()}. A policy
 * is a value: make it once, use it anywhere.
 *
 * <p>The wait before attempt {@code k + 1} is {@code min(first * factor^(k - 1), longest)}, and up to
 * {@code jitter} times as much on top, by the task's own random numbers. Rule: 8.15.
 *
 * @param attempts the most attempts, the first included; 1 or more
 * @param first the wait before the second attempt
 * @param factor what each further wait is multiplied with; 1 or more
 * @param longest the longest wait, without the jitter
 * @param jitter from 0, which is none, to 1
 * @param when whether an error is worth another attempt
 */
public record Retry(
    int attempts, Duration first, double factor, Duration longest, double jitter, Predicate<Exception> when) {

  /** Three attempts, 100 ms and 200 ms apart with a tenth of jitter, never more than 30 s, on every error. */
  public static final Retry DEFAULT =
      new Retry(3, Duration.ofMillis(100), 2, Duration.ofSeconds(30), 0.1, _ -> true);

  public Retry {
    BadPolicy.require(
        attempts >= 1
            && !first.isNegative()
            && factor >= 1
            && !longest.isNegative()
            && jitter >= 0
            && jitter <= 1,
        "A retry with attempts=" + attempts + ", first=" + first + ", factor=" + factor
            + ", longest=" + longest + ", jitter=" + jitter + " cannot be carried out. Give it 1 attempt or"
            + " more, waits that are not negative, a factor of 1 or more, and a jitter from 0 to 1.");
  }

  public Retry withAttempts(int most) {
    return new Retry(most, first, factor, longest, jitter, when);
  }

  /** Waits so long before the second attempt, and {@code times} as long before each further one. */
  public Retry withBackoff(Duration start, double times) {
    return new Retry(attempts, start, times, longest, jitter, when);
  }

  public Retry withLongest(Duration most) {
    return new Retry(attempts, first, factor, most, jitter, when);
  }

  public Retry withJitter(double share) {
    return new Retry(attempts, first, factor, longest, share, when);
  }

  /** Only for errors of which this is true. */
  public Retry onlyWhen(Predicate<Exception> worthwhile) {
    return new Retry(attempts, first, factor, longest, jitter, worthwhile);
  }

  /**
   * Runs the program until it ends otherwise than with an error that is worth another attempt.
   *
   * <p>Cancellation: looked for before each attempt and while waiting, so none begins after the deadline;
   * called by a task that is cancelled already, {@code CancelledError} is thrown.
   */
  public <T extends @Nullable Object, E extends Exception> Attempts<T, E> run(
      Cx cx, Class<E> errorType, Task<T, ? extends E> program) {
    return Tries.run(cx, errorType, "retry", (own, tries) -> {
      Outcome<T, E> outcome = tries.next(own, program);
      while (tries.begun() < attempts && outcome instanceof Outcome.Err<T, E>(E error) && when.test(error)) {
        tries.pause(own, delay(tries.begun(), own.random().nextDouble()));
        outcome = tries.next(own, program);
      }
      return outcome;
    });
  }

  /** The wait after so many attempts, with this much, from 0 to 1, of the jitter. */
  Duration delay(int begun, double share) {
    double plain = Math.min(nanos(first) * Math.pow(factor, begun - 1), nanos(longest));
    return Duration.ofNanos((long) (plain * (1 + share * jitter))); // the cast saturates
  }

  private static double nanos(Duration time) {
    return time.getSeconds() * 1e9 + time.getNano();
  }
}
