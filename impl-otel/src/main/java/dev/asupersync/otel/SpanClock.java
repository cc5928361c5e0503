package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import java.time.Instant;

/**
 * The interpretation's monotonic clock, told as time of day. The time of day is asked for once, so that spans
 * never end before they begin, and so that virtual time stays virtual.
 */
final class SpanClock {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Interpretation interpretation;
  private final long offset;

  SpanClock(Interpretation interpretation) {
    this.interpretation = interpretation;
    Instant now = interpretation.wallClock();
    this.offset = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - interpretation.nanoTime();
  }

  /** Nanoseconds since 1970. */
  long epochNanos() {
    return interpretation.nanoTime() + offset;
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
