package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.observe.RuntimeView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The monotonic clock, told as time of day. Once the runtime has opened it is the clock that programs see: a
 * program that makes spans of its own takes their times from its {@code Cx}, and two readings of the time of day
 * would differ by a little, so that a child could seem to outlive its parent.
 */
final class SpanClock {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private volatile LongSupplier clock;

  SpanClock(Interpretation interpretation) {
    long offset = ChronoUnit.NANOS.between(Instant.EPOCH, interpretation.wallClock()) - interpretation.nanoTime();
    this.clock = () -> interpretation.nanoTime() + offset;
  }

  void opened(RuntimeView view) {
    clock = view::epochNanos;
  }

  /** Nanoseconds since 1970. */
  long epochNanos() {
    return clock.getAsLong();
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
