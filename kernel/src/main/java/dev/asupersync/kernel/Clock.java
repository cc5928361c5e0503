package dev.asupersync.kernel;

import dev.asupersync.spi.Interpretation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The interpretation's monotonic clock, with instants on it: the time of day is asked once, so that no step of
 * the wall clock moves a deadline.
 */
final class Clock {

  /** No deadline. */
  static final long NEVER = Long.MAX_VALUE;

  private final Interpretation interpretation;
  private final long originNanos;
  private final Instant origin;
  private final long epochOffset;

  Clock(Interpretation interpretation) {
    this.interpretation = interpretation;
    this.originNanos = interpretation.nanoTime();
    this.origin = interpretation.wallClock();
    this.epochOffset = ChronoUnit.NANOS.between(Instant.EPOCH, origin) - originNanos;
  }

  long nanos() {
    return interpretation.nanoTime();
  }

  /** Now, in nanoseconds since 1970: the same moment as {@link #instant} of {@link #nanos()}. */
  long epochNanos() {
    return nanos() + epochOffset;
  }

  Instant instant(long nanos) {
    return origin.plusNanos(nanos - originNanos);
  }

  /** Where {@code at} lies on the monotonic clock; far ones saturate. */
  long nanos(Instant at) {
    try {
      return Math.addExact(originNanos, Duration.between(origin, at).toNanos());
    } catch (ArithmeticException far) {
      return at.isBefore(origin) ? originNanos : NEVER;
    }
  }

  static long plus(long nanos, Duration time) {
    try {
      return Math.addExact(nanos, time.toNanos());
    } catch (ArithmeticException far) {
      return time.isNegative() ? Long.MIN_VALUE : NEVER;
    }
  }
}
