package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

/** Counts what was not told. */
@SuppressWarnings("EnumOrdinal") // an array lookup, within one version
final class Dropped {

  /** Why. */
  enum Reason {
    /** The exporter was slower than the program, and its queue was full. */
    QUEUE_FULL,
    /** The exporter said no, or the runtime closed before it had taken everything. */
    EXPORT_FAILED,
    /** An error type was one too many, and is told as {@code _OTHER}. */
    CARDINALITY,
    /** One log event came too often. */
    RATE_LIMITED
  }

  private final LongCounter counter;
  private final Attributes[] reasons = new Attributes[Reason.values().length];

  Dropped(Meter meter) {
    counter = Metric.TELEMETRY_DROPPED.counter(meter);
    for (Reason reason : Reason.values()) {
      reasons[reason.ordinal()] =
          Attributes.of(Metric.TELEMETRY_DROPPED.attributes.getFirst(), Names.of(reason));
      add(reason, 0);
    }
  }

  void add(Reason reason, long records) {
    counter.add(records, reasons[reason.ordinal()], Context.root());
  }
}
