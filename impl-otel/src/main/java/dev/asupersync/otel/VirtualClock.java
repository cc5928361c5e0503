package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import io.opentelemetry.sdk.common.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The interpretation's time for an SDK. */
final class VirtualClock implements Clock {

  private final Interpretation interpretation;
  private final long offset;

  VirtualClock(Interpretation interpretation) {
    this.interpretation = interpretation;
    this.offset = ChronoUnit.NANOS.between(Instant.EPOCH, interpretation.wallClock()) - interpretation.nanoTime();
  }

  @Override
  public long now() {
    return interpretation.nanoTime() + offset;
  }

  @Override
  public long nanoTime() {
    return interpretation.nanoTime();
  }
}
