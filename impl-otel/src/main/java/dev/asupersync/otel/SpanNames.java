package dev.asupersync.otel;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/** The names that stand on spans alone. They are read by dashboards and queries: add, never rename. */
final class SpanNames {

  static final AttributeKey<Long> REGION_ID = longKey("asupersync.region.id");
  static final AttributeKey<Long> TASK_ID = longKey("asupersync.task.id");
  static final AttributeKey<Long> PRIORITY = longKey("asupersync.task.priority");
  static final AttributeKey<Double> DEADLINE_REMAINING = doubleKey("asupersync.budget.deadline_remaining");
  static final AttributeKey<String> CANCEL_MESSAGE = stringKey("asupersync.cancel.message");
  static final AttributeKey<String> MESSAGE = stringKey("asupersync.trace.message");
  static final AttributeKey<String> INTERPRETATION = stringKey("asupersync.interpretation");
  static final AttributeKey<Long> LAB_SEED = longKey("asupersync.lab.seed");
  static final AttributeKey<String> CHANNEL_NAME = stringKey("asupersync.channel.name");
  static final AttributeKey<Long> CHANNEL_ID = longKey("asupersync.channel.id");
  static final AttributeKey<Long> RECEIVED = longKey("asupersync.message.received");
  static final AttributeKey<String> LINK_KIND = stringKey("asupersync.link.kind");
  static final AttributeKey<String> CODE_FUNCTION = stringKey("code.function.name");
  static final AttributeKey<String> CODE_FILE = stringKey("code.file.path");
  static final AttributeKey<Long> CODE_LINE = longKey("code.line.number");

  static final String CANCEL_REQUESTED = "asupersync.cancel.requested";
  static final String CANCEL_OBSERVED = "asupersync.cancel.observed";
  static final String CANCEL_FINALIZING = "asupersync.cancel.finalizing";
  static final String BUDGET_EXHAUSTED = "asupersync.budget.exhausted";
  static final String CLOSE_STALLED = "asupersync.region.close.stalled";
  static final String ALIVE = "asupersync.region.alive";
  static final String TRACE = "asupersync.trace";

  static final Attributes CANCELLED_BY = Attributes.of(LINK_KIND, "cancelled_by");
  static final Attributes RACE = Attributes.of(LINK_KIND, "race");

  /** From the first span of a new trace to the one that would have been its parent. */
  static final Attributes CONTINUES = Attributes.of(LINK_KIND, "continues");

  private SpanNames() {}
}
