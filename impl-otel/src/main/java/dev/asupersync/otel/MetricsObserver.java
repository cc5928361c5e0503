package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.error.CleanupBudgetExceededError;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what a runtime does, in the metrics of {@link MetricGroup#CORE}. Of a task that ends by itself it
 * keeps nothing and makes nothing; of a region it keeps four times.
 *
 * <p>Stands before the observer that makes spans, so that a task's span is still current when its duration is
 * recorded.
 */
final class MetricsObserver implements RuntimeObserver {

  /** When a region came so far; guarded by the region's own lock, under which each hook is called. */
  private static final class Times {
    final long run;
    final long openedNanos;
    long closingNanos;
    long finalizingNanos;
    boolean finalizing;
    @Nullable CancelReason reason;
    long cancelledNanos;

    Times(long run, long openedNanos) {
      this.run = run;
      this.openedNanos = openedNanos;
    }
  }

  private final Watched watched;
  private final boolean examples;
  private final Map<RegionId, Times> regions = new ConcurrentHashMap<>();

  /** Runs whose root region is open; one that still is when the run has ended was taken down. */
  private final Set<Long> running = ConcurrentHashMap.newKeySet();

  /** Runs that may have given up something, whose end is never told. */
  private final Set<Long> stuck = ConcurrentHashMap.newKeySet();

  private final Throwables overruns = new Throwables();

  private final Telemetry telemetry;
  private final MetricOptions options;
  private final LiveGauges.Source live;
  private Instruments instruments;
  private Runnable leave = () -> {};
  private boolean begun;

  /**
   * @param examples whether spans may be current that a histogram can keep as examples
   */
  MetricsObserver(Telemetry telemetry, Watched watched, MetricOptions options, boolean examples) {
    this.telemetry = telemetry;
    this.watched = watched;
    this.options = options;
    this.examples = examples;
    this.live = new LiveGauges.Source(options, watched, telemetry.dropped());
    this.instruments = instruments(OpenTelemetry.noop().getMeter(Names.SCOPE));
    if (telemetry.isReady()) {
      begin();
    }
  }

  private Instruments instruments(Meter meter) {
    return new Instruments(meter, options, telemetry.dropped());
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      Meter meter = Instrumentation.meter(telemetry.openTelemetry());
      telemetry.dropped().countWith(meter);
      instruments = instruments(meter);
      leave = LiveGauges.join(telemetry.openTelemetry().getMeterProvider(), meter, live);
    }
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(
        Hook.RUNTIME,
        Hook.RUN,
        Hook.REGION_OPENED,
        Hook.REGION_STATE,
        Hook.REGION_CANCELLED,
        Hook.REGION_CLOSED,
        Hook.CANCEL_REQUESTED,
        Hook.CANCEL_ACKNOWLEDGED,
        Hook.BUDGET,
        Hook.FINALIZER,
        Hook.STUCK,
        Hook.TALLY);
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    watched.opened(view);
    live.opened(view);
  }

  /** To be called when the last metrics have been collected. */
  void leave() {
    leave.run();
  }

  @Override
  public void onRunStarted(long run) {
    begin();
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    boolean takenDown = running.remove(run);
    if (stuck.remove(run) || takenDown) {
      regions.values().removeIf(times -> times.run == run);
    }
  }

  @Override
  public void onTallySpawn(Tier tier) {
    instruments.taskStarted(tier);
  }

  @Override
  public void onTallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {
    instruments.taskEnded(region.name(), watched.nanoTime() - spawnedNanos, outcome, context());
    countOverrun(outcome, false);
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    countOverrun(outcome, true);
  }

  private void countOverrun(Outcome<?, ?> outcome, boolean inFinalizers) {
    if (outcome instanceof Outcome.Panicked<?, ?>(CleanupBudgetExceededError overrun) && overruns.isNew(overrun)) {
      instruments.escalated(inFinalizers);
    }
  }

  @Override
  public void onTallyObligation(ObligationKind kind, ObligationState state) {
    LongAdder held = live.held(kind);
    if (state == ObligationState.RESERVED) {
      held.increment();
    } else {
      held.decrement();
      instruments.obligationResolved(kind, state);
    }
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    regions.put(region.id(), new Times(region.run(), watched.nanoTime()));
    if (region.parent().isEmpty()) {
      running.add(region.run());
    }
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    Times times = regions.get(region.id());
    if (times == null) {
      return;
    }
    if (to == RegionState.CLOSING) {
      times.closingNanos = watched.nanoTime();
    } else if (to == RegionState.FINALIZING) {
      times.finalizing = true;
      times.finalizingNanos = watched.nanoTime();
      CancelReason reason = times.reason;
      if (reason != null) {
        instruments.drained(reason.kind(), times.finalizingNanos - times.cancelledNanos, context());
      }
    }
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    instruments.cancelRequested(reason.kind());
    if (isOwnDeadline(region, reason)) {
      instruments.budgetExhausted(reason.kind());
    }
    Times times = regions.get(region.id());
    if (times != null) {
      if (times.reason == null) {
        times.cancelledNanos = watched.nanoTime();
      }
      times.reason = reason;
    }
  }

  /** Whether it says that the region's time is up, and not that of one around it. */
  static boolean isOwnDeadline(RegionInfo region, CancelReason reason) {
    return reason.kind().isTimeExceeded()
        && reason.task().isEmpty()
        && reason.message().isEmpty()
        && reason.region().isPresent()
        && reason.region().get().equals(region.id());
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    if (region.parent().isEmpty()) {
      running.remove(region.run());
    }
    countOverrun(outcome, false);
    Times times = regions.remove(region.id());
    if (times == null) {
      return;
    }
    long now = watched.nanoTime();
    Context context = context();
    instruments.regionClosed(now - times.openedNanos, now - times.closingNanos, outcome, context);
    CancelReason reason = times.reason;
    if (reason != null && times.finalizing) {
      instruments.finalized(reason.kind(), now - times.finalizingNanos, context);
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    Times region = task.body() ? null : regions.get(task.region());
    if (region != null && !reason.equals(region.reason)) {
      instruments.cancelRequested(reason.kind());
    }
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    instruments.cancelTold(reason.kind(), watched.nanoTime() - reason.atNanos(), context());
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    instruments.budgetExhausted(kind);
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    Times times = regions.get(region.id());
    instruments.escalated(times != null && times.finalizing);
    stuck.add(region.run());
  }

  /** The current one only where a sampled span is in it: looking through it costs as much as the recording. */
  private Context context() {
    if (!examples) {
      return Context.root();
    }
    Context current = Context.current();
    return Span.fromContext(current).getSpanContext().isSampled() ? current : Context.root();
  }

  /** How many regions it holds; 0 between runs. */
  int held() {
    return regions.size();
  }
}
