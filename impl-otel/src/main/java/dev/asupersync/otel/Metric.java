package dev.asupersync.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/**
 * Every metric that there is. Dashboards and alerts read these names, units and attributes: add, never rename.
 * The table in docs/telemetry.md is made of this and held to it by a test.
 */
enum Metric {
  TASK_STARTED(
      "asupersync.task.started", Kind.COUNTER, "{task}", MetricGroup.CORE,
      "Tasks that were admitted to a region.", List.of("asupersync.task.tier")),
  TASK_ACTIVE(
      "asupersync.task.active", Kind.GAUGE, "{task}", MetricGroup.CORE,
      "Tasks that have not ended, by how far a cancellation has got with them.",
      List.of("asupersync.task.state")),
  TASK_DURATION(
      "asupersync.task.duration", Kind.HISTOGRAM, "s", MetricGroup.CORE,
      "From the spawn of a task to its end.",
      List.of("asupersync.outcome", "asupersync.cancel.kind", "error.type", "asupersync.scope.name")),
  REGION_ACTIVE(
      "asupersync.region.active", Kind.GAUGE, "{region}", MetricGroup.CORE,
      "Regions that have not closed.", List.of()),
  REGION_DURATION(
      "asupersync.region.duration", Kind.HISTOGRAM, "s", MetricGroup.CORE,
      "From the opening of a region to its end.", List.of("asupersync.outcome")),
  REGION_CLOSE_DURATION(
      "asupersync.region.close.duration", Kind.HISTOGRAM, "s", MetricGroup.CORE,
      "From when a region began to close, because its body had ended or it was cancelled, until nothing of it"
          + " was left.",
      List.of("asupersync.outcome")),
  CANCEL_REQUESTS(
      "asupersync.cancel.requests", Kind.COUNTER, "{request}", MetricGroup.CORE,
      "Cancel requests to a region, or to a task alone. The tasks of a cancelled region do not count, the regions"
          + " below it do, as parent_cancelled.",
      List.of("asupersync.cancel.kind")),
  CANCEL_DRAIN_DURATION(
      "asupersync.cancel.drain.duration", Kind.HISTOGRAM, "s", MetricGroup.CORE,
      "How long a cancelled region took: drain from the request until all in it had ended, finalize from there"
          + " until it had closed.",
      List.of("asupersync.cancel.kind", "asupersync.cancel.phase")),
  CANCEL_RESPONSE_DURATION(
      "asupersync.cancel.response.duration", Kind.HISTOGRAM, "s", MetricGroup.CORE,
      "From a cancel request to the cancel point at which the code was told.", List.of("asupersync.cancel.kind")),
  CANCEL_ESCALATIONS(
      "asupersync.cancel.escalations", Kind.COUNTER, "{escalation}", MetricGroup.CORE,
      "Cleanup that took more than its budget: it was expelled, or reported as stuck.",
      List.of("asupersync.cancel.phase")),
  OBLIGATION_ACTIVE(
      "asupersync.obligation.active", Kind.GAUGE, "{obligation}", MetricGroup.CORE,
      "Obligations that are not resolved.", List.of("asupersync.obligation.kind")),
  OBLIGATION_RESOLVED(
      "asupersync.obligation.resolved", Kind.COUNTER, "{obligation}", MetricGroup.CORE,
      "Obligations that were resolved, and how.",
      List.of("asupersync.obligation.kind", "asupersync.obligation.resolution")),
  BUDGET_EXHAUSTED(
      "asupersync.budget.exhausted", Kind.COUNTER, "{exhaustion}", MetricGroup.CORE,
      "Budgets of tasks and regions that were used up.", List.of("asupersync.budget.kind")),
  TELEMETRY_DROPPED(
      "asupersync.telemetry.dropped", Kind.COUNTER, "{record}", MetricGroup.CORE,
      "What was not told: spans and log events that the exporter was too slow for or refused, log events over"
          + " their rate, error types folded into _OTHER, channels beyond the first 100 names.",
      List.of("asupersync.telemetry.reason")),
  TASK_SCHEDULE_DURATION(
      "asupersync.task.schedule.duration", Kind.HISTOGRAM, "s", MetricGroup.SCHED,
      "From the spawn of a task to the start of its body, of one task in 64.", List.of("asupersync.task.lane")),
  SCHEDULER_PARALLELISM(
      "asupersync.scheduler.parallelism", Kind.GAUGE, "{thread}", MetricGroup.SCHED,
      "The most virtual threads that run at one time.", List.of()),
  SCHEDULER_THREAD_COUNT(
      "asupersync.scheduler.thread.count", Kind.GAUGE, "{thread}", MetricGroup.SCHED,
      "Carrier threads of the JDK's scheduler.", List.of()),
  SCHEDULER_THREAD_MOUNTED(
      "asupersync.scheduler.thread.mounted", Kind.GAUGE, "{thread}", MetricGroup.SCHED,
      "Virtual threads that run.", List.of()),
  SCHEDULER_QUEUE_LENGTH(
      "asupersync.scheduler.queue.length", Kind.GAUGE, "{task}", MetricGroup.SCHED,
      "Virtual threads that could run and wait for a carrier.", List.of()),
  CHECKPOINT_INTERVAL(
      "asupersync.checkpoint.interval", Kind.HISTOGRAM, "s", MetricGroup.SCHED,
      "From one checkpoint of a task to its next, of one task in 64.", List.of()),
  DEADLINE_REMAINING(
      "asupersync.deadline.remaining", Kind.HISTOGRAM, "s", MetricGroup.BUDGET,
      "What was left of its deadline when a task ended; 0 when it had passed.", List.of("asupersync.outcome")),
  CHANNEL_USAGE(
      "asupersync.channel.usage", Kind.GAUGE, "{message}", MetricGroup.CHANNEL,
      "Messages in named channels of live regions, with reserved places; those of one name together.",
      List.of("asupersync.channel.name")),
  CHANNEL_LIMIT(
      "asupersync.channel.limit", Kind.GAUGE, "{message}", MetricGroup.CHANNEL,
      "What those channels can hold, where each of them has a limit.", List.of("asupersync.channel.name")),
  CHANNEL_WAIT_DURATION(
      "asupersync.channel.wait.duration", Kind.HISTOGRAM, "s", MetricGroup.CHANNEL,
      "How long tasks waited for a place in a named channel, or for a message.",
      List.of("asupersync.channel.name", "asupersync.channel.direction")),
  ORACLE_VIOLATIONS(
      "asupersync.oracle.violations", Kind.COUNTER, "{violation}", MetricGroup.ORACLE,
      "Rules that runs in the lab were found to break.", List.of("asupersync.oracle.name"));

  /** What an instrument is, as OpenTelemetry calls it. */
  enum Kind {
    COUNTER("Counter"),
    /** Asked for when somebody collects, so that it costs nothing before. */
    GAUGE("UpDownCounter"),
    HISTOGRAM("Histogram");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** From ten microseconds to a minute, in seconds. */
  static final List<Double> BUCKETS =
      List.of(1e-5, 1e-4, 5e-4, 1e-3, 5e-3, .01, .05, .1, .5, 1., 5., 10., 30., 60.);

  final String key;
  final Kind kind;
  final String unit;
  final MetricGroup group;
  final String description;
  @SuppressWarnings("ImmutableEnumChecker") // the stream made it so
  final List<AttributeKey<String>> attributes;

  Metric(String key, Kind kind, String unit, MetricGroup group, String description, List<String> attributes) {
    this.key = key;
    this.kind = kind;
    this.unit = unit;
    this.group = group;
    this.description = description;
    this.attributes = attributes.stream().map(AttributeKey::stringKey).toList();
  }

  LongCounter counter(Meter meter) {
    return meter.counterBuilder(key).setUnit(unit).setDescription(description).build();
  }

  LongUpDownCounterBuilder gauge(Meter meter) {
    return meter.upDownCounterBuilder(key).setUnit(unit).setDescription(description);
  }

  DoubleHistogram histogram(Meter meter) {
    return meter
        .histogramBuilder(key)
        .setUnit(unit)
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(BUCKETS)
        .build();
  }
}
