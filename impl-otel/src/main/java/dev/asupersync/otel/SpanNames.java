package dev.asupersync.otel;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/** Every name that stands on a span. They are read by dashboards and queries: add, never rename. */
final class SpanNames {

  static final AttributeKey<Long> REGION_ID = longKey("asupersync.region.id");
  static final AttributeKey<Long> TASK_ID = longKey("asupersync.task.id");
  static final AttributeKey<Long> PRIORITY = longKey("asupersync.task.priority");
  static final AttributeKey<Double> DEADLINE_REMAINING = doubleKey("asupersync.budget.deadline_remaining");
  static final AttributeKey<String> CANCEL_MESSAGE = stringKey("asupersync.cancel.message");
  static final AttributeKey<String> MESSAGE = stringKey("asupersync.trace.message");
  static final AttributeKey<String> INTERPRETATION = stringKey("asupersync.interpretation");

  static final String CANCEL_REQUESTED = "asupersync.cancel.requested";
  static final String CANCEL_OBSERVED = "asupersync.cancel.observed";
  static final String CANCEL_FINALIZING = "asupersync.cancel.finalizing";
  static final String BUDGET_EXHAUSTED = "asupersync.budget.exhausted";
  static final String CLOSE_STALLED = "asupersync.region.close.stalled";
  static final String TRACE = "asupersync.trace";

  static final Attributes CANCELLED_BY =
      Attributes.of(stringKey("asupersync.link.kind"), "cancelled_by");

  private SpanNames() {}
}
