package dev.asupersync.otel;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.SplittableRandom;

/** Trace and span ids that depend on a seed and on the order of the spans alone. */
final class SeededIds implements IdGenerator {

  private final SplittableRandom random;

  SeededIds(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public synchronized String generateSpanId() {
    return SpanId.fromLong(nonZero());
  }

  @Override
  public synchronized String generateTraceId() {
    return TraceId.fromLongs(nonZero(), nonZero());
  }

  /** All zeros mean "no id". */
  private long nonZero() {
    return random.nextLong(1, Long.MAX_VALUE);
  }
}
