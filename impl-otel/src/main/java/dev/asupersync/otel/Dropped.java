package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what was not told, from when there is a meter in {@link Metric#TELEMETRY_DROPPED}. */
@SuppressWarnings("EnumOrdinal") // array lookups within one version
final class Dropped {

  /** Why. */
  enum Reason {
    /** The exporter was slower than the program, and its queue was full. */
    QUEUE_FULL,
    /** The exporter said no, or the runtime closed before it had taken everything. */
    EXPORT_FAILED,
    /** An error type was one too many, and is told as {@code _OTHER}; or the name of a channel was, and is not. */
    CARDINALITY,
    /** One log event came too often. */
    RATE_LIMITED
  }

  private final Attributes[] series = new Attributes[Reason.values().length];
  private final LongAdder[] counts = new LongAdder[series.length];
  private volatile @Nullable LongCounter counter;

  Dropped() {
    for (Reason reason : Reason.values()) {
      series[reason.ordinal()] =
          Attributes.of(Metric.TELEMETRY_DROPPED.attributes.getFirst(), Names.of(reason));
      counts[reason.ordinal()] = new LongAdder();
    }
  }

  void countWith(Meter meter) {
    counter = Metric.TELEMETRY_DROPPED.counter(meter);
    for (Reason reason : Reason.values()) {
      add(reason, 0);
    }
  }

  void add(Reason reason, long records) {
    counts[reason.ordinal()].add(records);
    LongCounter told = counter;
    if (told != null) {
      told.add(records, series[reason.ordinal()], Context.root());
    }
  }

  long count(Reason reason) {
    return counts[reason.ordinal()].sum();
  }
}
