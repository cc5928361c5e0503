package dev.asupersync.otel;

import dev.asupersync.TaskState;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.spi.observe.RuntimeView;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of everything, asked when somebody collects. The runtimes that tell one OpenTelemetry are told
 * together, since of two who observe one series the second is not heard; when the last of them closes, the
 * series end.
 */
@SuppressWarnings("EnumOrdinal") // array lookups within one version
final class LiveGauges {

  /** A runtime: its live tree, and what it keeps count of itself because a tree does not say it all. */
  static final class Source {

    private final LongAdder[] obligations = new LongAdder[ObligationKind.values().length];
    private final MetricOptions options;
    private final Watched watched;
    private final Dropped dropped;
    private volatile @Nullable RuntimeView view;

    Source(MetricOptions options, Watched watched, Dropped dropped) {
      this.options = options;
      this.watched = watched;
      this.dropped = dropped;
      for (int i = 0; i < obligations.length; i++) {
        obligations[i] = new LongAdder();
      }
    }

    void opened(RuntimeView opened) {
      view = opened;
    }

    LongAdder held(ObligationKind kind) {
      return obligations[kind.ordinal()];
    }

    /** In a lab the machine's threads say nothing, and differ each time. */
    private boolean asksScheduler() {
      return options.has(MetricGroup.SCHED) && watched.seed() == null;
    }

    private boolean asksChannels() {
      return options.has(MetricGroup.CHANNEL);
    }

    private List<RegionDump> roots() {
      RuntimeView opened = view;
      return opened == null ? List.of() : opened.dump().roots();
    }
  }

  private static final IdentityHashMap<MeterProvider, LiveGauges> BY_PROVIDER = new IdentityHashMap<>();

  /** What a task that has not ended can be told to be. */
  private static final TaskState[] STATES = {
    TaskState.RUNNING, TaskState.CANCEL_REQUESTED, TaskState.CANCELLING, TaskState.FINALIZING
  };

  private final List<Source> sources = new ArrayList<>();
  private final ObservableLongMeasurement tasks;
  private final ObservableLongMeasurement regions;
  private final ObservableLongMeasurement obligations;
  private final SchedulerGauges scheduler;
  private final ChannelGauges channels;
  private final BatchCallback callback;

  private LiveGauges(Meter meter) {
    tasks = Metric.TASK_ACTIVE.gauge(meter).buildObserver();
    regions = Metric.REGION_ACTIVE.gauge(meter).buildObserver();
    obligations = Metric.OBLIGATION_ACTIVE.gauge(meter).buildObserver();
    scheduler = new SchedulerGauges(meter);
    List<ObservableLongMeasurement> more = new ArrayList<>(List.of(regions, obligations));
    more.addAll(scheduler.all());
    channels = new ChannelGauges(meter);
    more.addAll(channels.all());
    callback = meter.batchCallback(this::observe, tasks, more.toArray(ObservableLongMeasurement[]::new));
  }

  /** Tells of this runtime, too, until the returned action is run. */
  static Runnable join(MeterProvider provider, Meter meter, Source source) {
    synchronized (BY_PROVIDER) {
      LiveGauges gauges = BY_PROVIDER.computeIfAbsent(provider, _ -> new LiveGauges(meter));
      gauges.change(() -> gauges.sources.add(source));
    }
    return () -> leave(provider, source);
  }

  @SuppressWarnings("ReferenceEquality") // that runtime, not an equal one
  private static void leave(MeterProvider provider, Source source) {
    synchronized (BY_PROVIDER) {
      LiveGauges gauges = BY_PROVIDER.get(provider);
      if (gauges == null) {
        return;
      }
      gauges.change(() -> gauges.sources.removeIf(each -> each == source));
      if (gauges.sources.isEmpty()) {
        gauges.callback.close();
        BY_PROVIDER.remove(provider);
      }
    }
  }

  private void change(Runnable change) {
    synchronized (sources) {
      change.run();
    }
  }

  private List<Source> sources() {
    synchronized (sources) {
      return List.copyOf(sources);
    }
  }

  private void observe() {
    long[] byState = new long[TaskState.values().length];
    long[] byKind = new long[ObligationKind.values().length];
    Map<String, ChannelGauges.Level> levels = new TreeMap<>();
    long open = 0;
    List<Source> all = sources();
    if (all.stream().anyMatch(Source::asksScheduler)) {
      scheduler.observe();
    }
    for (Source source : all) {
      for (int kind = 0; kind < byKind.length; kind++) {
        byKind[kind] += source.obligations[kind].sum();
      }
      for (RegionDump root : source.roots()) {
        open += count(root, byState);
        if (source.asksChannels()) {
          channels.read(root, levels, source.dropped);
        }
      }
    }
    channels.observe(levels);
    byState[TaskState.RUNNING.ordinal()] += byState[TaskState.CREATED.ordinal()];
    for (TaskState state : STATES) {
      tasks.record(byState[state.ordinal()], TASK_STATES[state.ordinal()]);
    }
    regions.record(open);
    for (ObligationKind kind : ObligationKind.values()) {
      obligations.record(byKind[kind.ordinal()], OBLIGATION_KINDS[kind.ordinal()]);
    }
  }

  /** The number of regions from here down. The bodies of regions are not tasks that somebody spawned. */
  private static long count(RegionDump region, long[] byState) {
    for (TaskDump task : region.tasks()) {
      if (!task.body()) {
        byState[task.state().ordinal()]++;
      }
    }
    long below = 1;
    for (RegionDump child : region.children()) {
      below += count(child, byState);
    }
    return below;
  }

  private static final Attributes[] TASK_STATES = named(Metric.TASK_ACTIVE, TaskState.values());
  private static final Attributes[] OBLIGATION_KINDS = named(Metric.OBLIGATION_ACTIVE, ObligationKind.values());

  private static Attributes[] named(Metric metric, Enum<?>[] values) {
    Attributes[] all = new Attributes[values.length];
    for (Enum<?> value : values) {
      all[value.ordinal()] = Attributes.of(metric.attributes.getFirst(), Names.of(value));
    }
    return all;
  }
}
