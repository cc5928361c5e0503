package dev.asupersync.otel;

import dev.asupersync.spi.observe.RuntimeView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock that programs see. A program that makes spans of its own takes their times from its {@code Cx}, and
 * two readings of the time of day would differ by a little, so that a child could seem to outlive its parent.
 */
final class SpanClock {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private volatile @Nullable RuntimeView runtime;

  void opened(RuntimeView view) {
    runtime = view;
  }

  /** Nanoseconds since 1970; 0 before the runtime has opened. */
  long epochNanos() {
    RuntimeView view = runtime;
    return view == null ? 0 : view.epochNanos();
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
