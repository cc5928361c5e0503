package dev.asupersync.otel;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics that somebody has to ask for, because they look at things that happen often. What comes with each task
 * is looked at for one task in 64.
 */
final class GroupsObserver implements RuntimeObserver {

  private static final long SAMPLE = 63;

  private final Telemetry telemetry;
  private final Watched watched;
  private final MetricOptions options;
  private final Map<TaskId, Long> spawned = new ConcurrentHashMap<>();
  private final Map<TaskId, Long> checkpoints = new ConcurrentHashMap<>();
  private final Map<TaskId, Long> waits = new ConcurrentHashMap<>();
  private final ChannelNames channels = new ChannelNames();
  private final FirstNames toldChannels = new FirstNames(ChannelGauges.NAMES);
  private Histograms told;
  private boolean begun;

  private record Histograms(
      DoubleHistogram schedule,
      DoubleHistogram checkpoint,
      DoubleHistogram remaining,
      DoubleHistogram channel,
      LongCounter violations) {

    static Histograms of(Meter meter) {
      return new Histograms(
          Metric.TASK_SCHEDULE_DURATION.histogram(meter),
          Metric.CHECKPOINT_INTERVAL.histogram(meter),
          Metric.DEADLINE_REMAINING.histogram(meter),
          Metric.CHANNEL_WAIT_DURATION.histogram(meter),
          Metric.ORACLE_VIOLATIONS.counter(meter));
    }
  }

  GroupsObserver(Telemetry telemetry, Watched watched, MetricOptions options) {
    this.telemetry = telemetry;
    this.watched = watched;
    this.options = options;
    this.told = Histograms.of(OpenTelemetry.noop().getMeter(Names.SCOPE));
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      told = Histograms.of(Instrumentation.meter(telemetry.openTelemetry()));
    }
  }

  @Override
  public Set<Hook> hooks() {
    Set<Hook> hooks = EnumSet.of(Hook.RUNTIME, Hook.RUN);
    if (options.has(MetricGroup.SCHED)) {
      hooks.addAll(EnumSet.of(Hook.SPAWN, Hook.START, Hook.OPERATION, Hook.END));
    }
    if (options.has(MetricGroup.BUDGET)) {
      hooks.add(Hook.END);
    }
    if (options.has(MetricGroup.CHANNEL)) {
      hooks.addAll(EnumSet.of(Hook.OPENED, Hook.REGION_CLOSED, Hook.WAIT));
    }
    return hooks;
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    watched.opened(view);
  }

  @Override
  public void onRunStarted(long run) {
    begin();
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    if (options.has(MetricGroup.ORACLE)
        && outcome instanceof Outcome.Panicked<?, ?>(CxViolationException violation)) {
      for (String rule : Violations.rules(violation)) {
        told.violations.add(
            1, Attributes.of(Metric.ORACLE_VIOLATIONS.attributes.getFirst(), rule), Context.root());
      }
    }
  }

  // --- sched -----------------------------------------------------------------------------------------------

  private static boolean isSample(TaskInfo task) {
    return !task.body() && (task.id().value() & SAMPLE) == 0;
  }

  @Override
  public void onSpawn(TaskInfo task) {
    if (isSample(task)) {
      spawned.put(task.id(), watched.nanoTime());
    }
  }

  @Override
  public void onStart(TaskInfo task) {
    Long since = isSample(task) ? spawned.remove(task.id()) : null;
    if (since != null) {
      String lane = task.budget().deadline().isPresent() ? "timed" : "ready";
      told.schedule.record(
          seconds(since), Attributes.of(Metric.TASK_SCHEDULE_DURATION.attributes.getFirst(), lane), Context.root());
    }
  }

  // --- channel ---------------------------------------------------------------------------------------------

  @Override
  public void onOpened(RegionInfo region, long resource, String subject) {
    channels.opened(region.id(), resource, subject);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    channels.closed(region.id());
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    if (ChannelNames.verb(kind) != null) {
      waits.put(task.id(), watched.nanoTime());
    }
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    String direction = ChannelNames.verb(kind);
    Long since = direction == null ? null : waits.remove(task.id());
    String name = since == null ? "" : channels.of(resource);
    if (since != null && direction != null && !name.isEmpty() && isTold(name)) {
      List<AttributeKey<String>> keys = Metric.CHANNEL_WAIT_DURATION.attributes;
      told.channel.record(
          seconds(since), Attributes.of(keys.getFirst(), name, keys.getLast(), direction), Context.root());
    }
  }

  private boolean isTold(String name) {
    boolean told = toldChannels.admits(name);
    if (!told) {
      telemetry.dropped().add(Dropped.Reason.CARDINALITY, 1);
    }
    return told;
  }

  // --- both ------------------------------------------------------------------------------------------------

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    if (kind == OpKind.CHECKPOINT && isSample(task)) {
      Long last = checkpoints.put(task.id(), watched.nanoTime());
      if (last != null) {
        told.checkpoint.record(seconds(last), Attributes.empty(), Context.root());
      }
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    if (isSample(task)) {
      spawned.remove(task.id());
      checkpoints.remove(task.id());
    }
    if (options.has(MetricGroup.BUDGET) && !task.body() && task.budget().deadline().isPresent()) {
      Duration left = task.budget().remaining(Watched.instant(watched.epochNanos())).orElse(Duration.ZERO);
      told.remaining.record(
          left.getSeconds() + left.getNano() / 1e9,
          Attributes.of(Metric.DEADLINE_REMAINING.attributes.getFirst(), Names.of(outcome)),
          Context.root());
    }
  }

  private double seconds(long since) {
    return Math.max(0, watched.nanoTime() - since) / 1e9;
  }

  /** How many tasks it holds; 0 between runs. */
  int held() {
    return spawned.size() + checkpoints.size() + waits.size() + channels.size();
  }
}
