package dev.asupersync.combine;

/**
 * Tokens that come at a steady rate and are kept up to a limit. Whole numbers throughout: what does not make
 * a token yet is carried over, unless the bucket is full.
 */
final class TokenBucket {

  private final long rate;
  private final long periodNanos;
  private final long burst;
  private long tokens;
  /** In tokens times nanoseconds: below one period. */
  private long carried;
  private long lastNanos;

  /** Full to begin with. */
  TokenBucket(RatePolicy policy, long nowNanos) {
    this.rate = policy.rate();
    this.periodNanos = policy.period().toNanos();
    this.burst = policy.burst();
    this.tokens = burst;
    this.lastNanos = nowNanos;
  }

  /**
   * Takes that many, and returns 0; or takes none, and returns for how many nanoseconds they are not there.
   */
  synchronized long take(long cost, long nowNanos) {
    refill(nowNanos);
    if (tokens >= cost) {
      tokens -= cost;
      return 0;
    }
    long missing = (cost - tokens) * periodNanos - carried;
    return (missing + rate - 1) / rate;
  }

  /** A clock that goes back adds nothing. */
  private void refill(long nowNanos) {
    long elapsed = nowNanos - lastNanos;
    if (elapsed <= 0) {
      return;
    }
    lastNanos = nowNanos;
    long room = (burst - tokens) * periodNanos - carried;
    if (elapsed >= (room + rate - 1) / rate) {
      tokens = burst;
      carried = 0;
      return;
    }
    long credit = carried + elapsed * rate;
    tokens += credit / periodNanos;
    carried = credit % periodNanos;
  }
}
