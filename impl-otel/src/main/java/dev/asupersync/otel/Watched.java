package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.observe.RuntimeView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime that is watched says of itself: its clocks, what it is, its seed. Once it has opened, the time of
 * day is the one that programs see: a program that makes spans of its own takes their times from its {@code Cx}, and
 * two readings of the time of day would differ by a little, so that a child could seem to outlive its parent.
 */
final class Watched {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private volatile LongSupplier epoch = () -> 0;
  private volatile LongSupplier monotonic = () -> 0;
  private volatile String description = "";
  private volatile @Nullable Long seed;

  /** One that has not opened, and of which only that is known. */
  static Watched of(Interpretation interpretation) {
    long offset = ChronoUnit.NANOS.between(Instant.EPOCH, interpretation.wallClock()) - interpretation.nanoTime();
    Watched watched = new Watched();
    watched.epoch = () -> interpretation.nanoTime() + offset;
    watched.monotonic = interpretation::nanoTime;
    watched.description = interpretation.describe();
    watched.seed(interpretation.seed());
    return watched;
  }

  /** Where there is no runtime. */
  static Watched machine() {
    Watched watched = new Watched();
    watched.epoch = () -> ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    return watched;
  }

  void opened(RuntimeView view) {
    epoch = view::epochNanos;
    monotonic = view::nanoTime;
    description = view.describe();
    seed(view.seed());
  }

  private void seed(OptionalLong known) {
    seed = known.isPresent() ? known.getAsLong() : null;
  }

  /** Nanoseconds since 1970. */
  long epochNanos() {
    return epoch.getAsLong();
  }

  /** The clock of spawns and cancel requests. */
  long nanoTime() {
    return monotonic.getAsLong();
  }

  String description() {
    return description;
  }

  /** Null where no seed decides. */
  @Nullable Long seed() {
    return seed;
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
