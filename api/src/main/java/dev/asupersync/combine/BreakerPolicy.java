package dev.asupersync.combine;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * When a {@link CircuitBreaker} opens, and when it closes again. Rule: 8.19.
 *
 * @param failures so many in a row open it
 * @param successes so many of its probes close it again
 * @param rest how long it stays open before it lets a probe through
 * @param probes how many probes may be out at once
 * @param counts whether an error is a failure; a panic always is
 */
public record BreakerPolicy(
    int failures, int successes, Duration rest, int probes, Predicate<Exception> counts) {

  /** Five failures, two successes, 30 s, one probe, every error. */
  public static final BreakerPolicy DEFAULT = new BreakerPolicy(5, 2, Duration.ofSeconds(30), 1, _ -> true);

  public BreakerPolicy {
    BadPolicy.require(
        failures >= 1 && successes >= 1 && probes >= 1 && !rest.isNegative(),
        "A circuit breaker with failures=" + failures + ", successes=" + successes + ", rest=" + rest
            + ", probes=" + probes + " cannot work. Give it 1 or more of each, and a rest that is not"
            + " negative.");
  }

  public BreakerPolicy withFailures(int inARow) {
    return new BreakerPolicy(inARow, successes, rest, probes, counts);
  }

  public BreakerPolicy withSuccesses(int enough) {
    return new BreakerPolicy(failures, enough, rest, probes, counts);
  }

  public BreakerPolicy withRest(Duration time) {
    return new BreakerPolicy(failures, successes, time, probes, counts);
  }

  public BreakerPolicy withProbes(int atOnce) {
    return new BreakerPolicy(failures, successes, rest, atOnce, counts);
  }

  /** Errors of which this is not true count neither as failures nor as successes. */
  public BreakerPolicy countingOnly(Predicate<Exception> failure) {
    return new BreakerPolicy(failures, successes, rest, probes, failure);
  }
}
