package dev.asupersync.combine;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a {@link RateLimit} lets something happen. Rule: 8.21.
 *
 * @param rate so many tokens
 * @param period in so much time
 * @param burst the most tokens that are kept when nobody takes any
 * @param patience how long a call waits for its tokens; zero not at all, nothing as long as it takes
 */
public record RatePolicy(long rate, Duration period, long burst, Optional<Duration> patience) {

  /** A hundred in a second, ten at once, and waiting as long as it takes. */
  public static final RatePolicy DEFAULT = of(100, Duration.ofSeconds(1));

  public RatePolicy {
    BadPolicy.require(
        rate >= 1
            && burst >= 1
            && period.isPositive()
            && period.compareTo(Duration.ofDays(365)) <= 0
            && Math.max(burst, rate) <= Long.MAX_VALUE / 4 / period.toNanos()
            && !patience.orElse(Duration.ZERO).isNegative(),
        "A rate limit with rate=" + rate + ", period=" + period + ", burst=" + burst
            + ", patience=" + patience + " cannot work. Give it 1 or more of each, a period of at most a year, a"
            + " patience that is not negative, and numbers that can be counted in nanoseconds.");
  }

  /** So many in so much time, ten at once, and waiting as long as it takes. */
  public static RatePolicy of(long rate, Duration period) {
    return new RatePolicy(rate, period, 10, Optional.empty());
  }

  public RatePolicy withBurst(long tokens) {
    return new RatePolicy(rate, period, tokens, patience);
  }

  /**
   * Refuses a call that cannot have its tokens within that time; zero refuses all that would have to wait.
   */
  public RatePolicy withPatience(Duration time) {
    return new RatePolicy(rate, period, burst, Optional.of(time));
  }
}
