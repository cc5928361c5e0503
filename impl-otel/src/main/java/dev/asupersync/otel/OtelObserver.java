package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry what a runtime does: a span for each region and each task, children within their
 * parents, the span current where its code runs.
 *
 * <p>A task's span is a child of its region's; a region's is a child of the span that is current where it is
 * opened, which is its opener's unless the program has made one of its own current. The body of a region
 * has no span of its own: there the region's is current, as it is in the region's finalizers. Spans carry
 * the interpretation's time, so in a lab they carry virtual time.
 *
 * <p>Cancellation: is not an error. The span says {@code asupersync.outcome = cancelled} with the kind, its
 * events say when it was asked to stop and when it was told, and a link leads to the task that asked.
 *
 * <p>Threads: any. What an OpenTelemetry SDK does when a span starts or ends happens on the program's
 * threads: give it a batching span processor where the exporter may be slow.
 */
public final class OtelObserver implements RuntimeObserver {

  private final SpanLevel level;
  private final SpanWriter writer;
  private final Runnable onRunEnd;
  private final Runnable onClose;
  private final Map<RegionId, LiveSpan> regions = new ConcurrentHashMap<>();
  private final Map<TaskId, LiveSpan> tasks = new ConcurrentHashMap<>();

  /** Regions that were reported as stuck: only they may close before everything in them has ended. */
  private final Set<RegionId> stuck = ConcurrentHashMap.newKeySet();

  /** Runs that gave up something, whose end may never be told. */
  private final Set<Long> abandoned = ConcurrentHashMap.newKeySet();

  /** Runs whose root region is open; one that still is when the run has ended was taken down. */
  private final Set<Long> running = ConcurrentHashMap.newKeySet();

  private final SpanClock clock;

  /** What was current where a run was started from, if anything was. */
  private final Map<Long, Context> callers = new ConcurrentHashMap<>();

  OtelObserver(Telemetry telemetry, Interpretation interpretation, SpanLevel level) {
    this.level = level;
    this.clock = new SpanClock(interpretation);
    this.writer =
        new SpanWriter(
            telemetry.openTelemetry().getTracer(Names.SCOPE),
            clock,
            interpretation.describe());
    this.onRunEnd = telemetry.onRunEnd();
    this.onClose = telemetry.onClose();
  }

  /**
   * Spans for regions and tasks, made by {@code openTelemetry}, which stays the caller's to flush and to
   * close. To be put on a wiring by hand: {@code wiring.observedBy(OtelObserver.of(sdk,
   * wiring.interpretation()))}.
   */
  public static OtelObserver of(OpenTelemetry openTelemetry, Interpretation interpretation) {
    return new OtelObserver(Telemetry.of(openTelemetry), interpretation, SpanLevel.TASKS);
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
        Hook.SPAWN,
        Hook.START,
        Hook.TASK_STATE,
        Hook.CANCEL_REQUESTED,
        Hook.CANCEL_ACKNOWLEDGED,
        Hook.BUDGET,
        Hook.END,
        Hook.TRACE,
        Hook.STUCK);
  }

  @Override
  public void onRunStarted(long run) {
    Context caller = Context.current();
    if (!caller.equals(Context.root())) {
      callers.put(run, caller);
    }
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    callers.remove(run);
    boolean takenDown = running.remove(run);
    if (abandoned.remove(run) || takenDown) {
      long now = writer.epochNanos();
      forget(tasks.values(), run, now);
      forget(regions.values(), run, now);
    }
    guarded(onRunEnd);
  }

  private void forget(Collection<LiveSpan> all, long run, long now) {
    all.removeIf(
        live -> {
          if (live.run == run && !live.body) {
            writer.abandon(live.span, now);
          }
          return live.run == run;
        });
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    clock.opened(view);
  }

  @Override
  public void onRuntimeClosed() {
    guarded(onClose);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    if (region.parent().isEmpty()) {
      running.add(region.run());
    }
    Context around = around(region);
    Span span = writer.startRegion(region, around);
    regions.put(
        region.id(),
        new LiveSpan(region.run(), region.parent().orElse(null), false, span, around.with(span)));
  }

  private Context around(RegionInfo region) {
    Context current = Context.current();
    if (region.opener().isPresent()) {
      LiveSpan opener = tasks.get(region.opener().get());
      return opener == null || !current.equals(Context.root()) ? current : opener.context;
    }
    return callers.getOrDefault(region.run(), current);
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    LiveSpan live = regions.get(region.id());
    if (to == RegionState.FINALIZING && live != null && live.isCancelled()) {
      writer.cancelFinalizing(live.span);
    }
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    cancelRequested(regions.get(region.id()), reason);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    if (stuck.remove(region.id())) {
      abandonAllIn(region.id(), writer.epochNanos());
    }
    if (region.parent().isEmpty()) {
      running.remove(region.run());
    }
    LiveSpan live = regions.remove(region.id());
    if (live != null) {
      writer.finish(live.span, outcome);
    }
  }

  @Override
  public void onSpawn(TaskInfo task) {
    LiveSpan region = regions.get(task.region());
    if (region != null) {
      tasks.put(task.id(), watch(task, region));
    }
  }

  private LiveSpan watch(TaskInfo task, LiveSpan region) {
    if (task.body()) {
      return new LiveSpan(task.run(), task.region(), true, region.span, region.context);
    }
    if (level == SpanLevel.REGIONS) {
      return new LiveSpan(task.run(), task.region(), false, Span.getInvalid(), region.context);
    }
    Span span = writer.startTask(task, region.context);
    // What the spawner carries besides its span, as baggage does, goes along.
    Context around = Context.current();
    return new LiveSpan(
        task.run(),
        task.region(),
        false,
        span,
        (around.equals(Context.root()) ? region.context : around).with(span));
  }

  @Override
  public void onStart(TaskInfo task) {
    LiveSpan live = tasks.get(task.id());
    if (live != null) {
      guarded(live::enter);
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    LiveSpan live = tasks.remove(task.id());
    if (live == null) {
      return;
    }
    guarded(live::leave);
    if (outcome instanceof Outcome.Err || outcome instanceof Outcome.Panicked) {
      LiveSpan region = regions.get(task.region());
      if (region != null) {
        region.failed(task.id(), live.address());
      }
    }
    if (!task.body()) {
      writer.finish(live.span, outcome);
    }
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    LiveSpan live = to == TaskState.FINALIZING ? tasks.get(task.id()) : null;
    if (live != null && !task.body()) {
      writer.cancelFinalizing(live.span);
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    cancelRequested(task.body() ? regions.get(task.region()) : tasks.get(task.id()), reason);
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    LiveSpan live = tasks.get(task.id());
    if (live != null) {
      writer.cancelObserved(live.span, reason);
    }
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    LiveSpan live = tasks.get(task.id());
    if (live != null) {
      writer.budgetExhausted(live.span, kind);
    }
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    LiveSpan live = tasks.get(task.id());
    if (live != null) {
      writer.trace(live.span, message);
    }
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    LiveSpan live = regions.get(region.id());
    if (live != null) {
      stuck.add(region.id());
      writer.stalled(live.span, report);
    }
  }

  private void cancelRequested(@Nullable LiveSpan live, CancelReason reason) {
    if (live == null) {
      return;
    }
    if (live.cancel(reason.kind())) {
      writer.cancelRequested(live.span, reason);
    }
    SpanContext initiator = initiator(reason);
    if (initiator != null && live.isNewInitiator(initiator)) {
      writer.cancelledBy(live.span, initiator);
    }
  }

  /** The span of the task that set it all off, if it is still known. */
  private @Nullable SpanContext initiator(CancelReason reason) {
    SpanContext found = null;
    for (Optional<CancelReason> at = Optional.of(reason); at.isPresent(); at = at.get().cause()) {
      CancelReason link = at.get();
      SpanContext here = link.task().isPresent() ? address(link.task().get(), link.region()) : null;
      found = here == null ? found : here;
    }
    return found;
  }

  private @Nullable SpanContext address(TaskId id, Optional<RegionId> in) {
    LiveSpan task = tasks.get(id);
    if (task != null) {
      return task.address();
    }
    LiveSpan region = in.isPresent() ? regions.get(in.get()) : null;
    return region == null ? null : region.failure(id);
  }

  /** An abandoned task may end later or never: its span ends now, so that none outlives the one around it. */
  private void abandonAllIn(RegionId id, long now) {
    regions.forEach(
        (innerId, inner) -> {
          if (id.equals(inner.region)) {
            abandonAllIn(innerId, now);
            abandoned.add(inner.run);
            writer.abandon(inner.span, now);
          }
        });
    for (LiveSpan task : tasks.values()) {
      if (id.equals(task.region)) {
        abandoned.add(task.run);
        if (!task.body) {
          writer.abandon(task.span, now);
        }
      }
    }
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error refusal) {
      writer.complain(refusal);
    }
  }

  /** How many regions and tasks it holds; 0 between runs. */
  int held() {
    return regions.size() + tasks.size();
  }
}
