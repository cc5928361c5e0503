package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
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
 * <p>Cancellation: is not an error, unless its kind was listed as one. The span says
 * {@code asupersync.outcome = cancelled} with the kind, its events say when it was asked to stop and when it was
 * told, and a link leads to the task that asked, or to the one that won.
 *
 * <p>Threads: any. What an OpenTelemetry SDK does when a span starts or ends happens on the program's
 * threads: give it a batching span processor where the exporter may be slow.
 */
@SuppressWarnings("ReferenceEquality") // contexts are compared as the API hands them out
final class SpansObserver implements RuntimeObserver {

  private final Telemetry telemetry;
  private final Watched watched;
  private final SpanOptions options;
  private final Map<RegionId, LiveRegion> regions = new ConcurrentHashMap<>();
  private final Map<TaskId, LiveTask> tasks = new ConcurrentHashMap<>();

  /** Regions that were reported as stuck: only they may close before everything in them has ended. */
  private final Set<RegionId> stuck = ConcurrentHashMap.newKeySet();

  /** Runs that gave up something, whose end may never be told. */
  private final Set<Long> abandoned = ConcurrentHashMap.newKeySet();

  /** Runs whose root region is open; one that still is when the run has ended was taken down. */
  private final Set<Long> running = ConcurrentHashMap.newKeySet();

  /** What was current where a run was started from, if anything was. */
  private final Map<Long, Context> callers = new ConcurrentHashMap<>();

  /** What channels are called, where waits for them have spans. */
  private final ChannelNames channels = new ChannelNames();

  private SpanWriter writer;
  private boolean begun;

  SpansObserver(Telemetry telemetry, Watched watched, SpanOptions options) {
    this.telemetry = telemetry;
    this.watched = watched;
    this.options = options;
    this.writer = new SpanWriter(OpenTelemetry.noop(), watched, options);
    if (telemetry.isReady()) {
      begin();
    }
  }

  static SpansObserver of(OpenTelemetry openTelemetry, Interpretation interpretation) {
    return new SpansObserver(Telemetry.of(openTelemetry), Watched.of(interpretation), SpanOptions.DEFAULT);
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      writer = new SpanWriter(telemetry.openTelemetry(), watched, options);
    }
  }

  @Override
  public Set<Hook> hooks() {
    Set<Hook> hooks =
        EnumSet.of(
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
    if (options.level() == SpanLevel.OPERATIONS) {
      hooks.add(Hook.WAIT);
      hooks.add(Hook.OPENED);
    }
    return hooks;
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    watched.opened(view);
  }

  // --- runs ------------------------------------------------------------------------------------------------

  @Override
  public void onRunStarted(long run) {
    begin();
    Context caller = Context.current();
    if (caller != Context.root()) {
      callers.put(run, caller);
    }
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    callers.remove(run);
    boolean takenDown = running.remove(run);
    if (abandoned.remove(run) || takenDown) {
      long now = watched.epochNanos();
      tasks.values().removeIf(
          task -> {
            boolean gone = task.region.info.run() == run;
            if (gone && !task.body) {
              writer.abandon(task.span, now);
            }
            return gone;
          });
      regions.values().removeIf(
          region -> {
            boolean gone = region.info.run() == run;
            if (gone) {
              writer.abandon(region.span, now);
            }
            return gone;
          });
    }
  }

  // --- regions ---------------------------------------------------------------------------------------------

  @Override
  public void onRegionOpened(RegionInfo region) {
    if (region.parent().isEmpty()) {
      running.add(region.run());
    }
    LiveTask opener = region.opener().isPresent() ? tasks.get(region.opener().get()) : null;
    Context around = around(region, opener);
    long now = watched.epochNanos();
    boolean old = opener != null && writer.isOld(opener.traceStart, now);
    Span span = writer.startRegion(region, around, now, old);
    regions.put(
        region.id(),
        new LiveRegion(
            region,
            region.parent().isPresent() ? regions.get(region.parent().get()) : null,
            span,
            with(around, span),
            now,
            opener == null || old ? now : opener.traceStart));
  }

  private Context around(RegionInfo region, @Nullable LiveTask opener) {
    Context current = Context.current();
    if (region.opener().isPresent()) {
      return opener == null || current != Context.root() ? current : opener.context;
    }
    return callers.getOrDefault(region.run(), current);
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    LiveRegion live = to == RegionState.FINALIZING ? regions.get(region.id()) : null;
    if (live != null && live.isCancelled()) {
      writer.cancelFinalizing(live.span);
    }
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    cancelRequested(regions.get(region.id()), reason);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    channels.closed(region.id());
    LiveRegion live = regions.remove(region.id());
    long now = watched.epochNanos();
    if (stuck.remove(region.id()) && live != null) {
      abandonAllIn(live, now);
    }
    if (region.parent().isEmpty()) {
      running.remove(region.run());
    }
    if (live != null) {
      writer.alive(live, now);
      writer.finish(live.span, outcome);
    }
  }

  // --- tasks -----------------------------------------------------------------------------------------------

  @Override
  public void onSpawn(TaskInfo task) {
    LiveRegion region = regions.get(task.region());
    if (region != null) {
      tasks.put(task.id(), watch(task, region));
    }
  }

  private LiveTask watch(TaskInfo task, LiveRegion region) {
    if (task.body()) {
      return new LiveTask(region, true, region.span, region.context, region.traceStart);
    }
    if (options.level() == SpanLevel.REGIONS) {
      return new LiveTask(region, false, Span.getInvalid(), region.context, region.traceStart);
    }
    long now = watched.epochNanos();
    writer.alive(region, now);
    boolean old = writer.isOld(region.traceStart, now);
    // What the spawner carries besides its span, as baggage does, goes along.
    Context current = Context.current();
    Context around = current == Context.root() ? region.context : current;
    Span span = writer.startTask(task, region.context, around, now, old);
    return new LiveTask(region, false, span, with(around, span), old ? now : region.traceStart);
  }

  private static Context with(Context around, Span span) {
    return Span.fromContext(around) == span ? around : around.with(span);
  }

  @Override
  public void onStart(TaskInfo task) {
    LiveTask live = tasks.get(task.id());
    if (live != null) {
      try {
        live.enter();
      } catch (RuntimeException | Error refusal) {
        writer.complain(refusal);
      }
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    LiveTask live = tasks.remove(task.id());
    if (live == null) {
      return;
    }
    try {
      live.leave();
    } catch (RuntimeException | Error refusal) {
      writer.complain(refusal);
    }
    live.region.ended(task.id(), live.address(), outcome);
    if (!live.body) {
      writer.finish(live.span, outcome);
    }
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    LiveTask live = to == TaskState.FINALIZING ? tasks.get(task.id()) : null;
    if (live != null && !live.body) {
      writer.cancelFinalizing(live.span);
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    cancelRequested(task.body() ? regions.get(task.region()) : tasks.get(task.id()), reason);
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    LiveTask live = tasks.get(task.id());
    if (live != null) {
      writer.cancelObserved(live.span, reason);
    }
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    LiveTask live = tasks.get(task.id());
    if (live != null) {
      writer.budgetExhausted(live.span, kind);
    }
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    LiveTask live = tasks.get(task.id());
    if (live != null) {
      writer.trace(live.span, message);
    }
  }

  // --- waits for channels ----------------------------------------------------------------------------------

  @Override
  public void onOpened(RegionInfo region, long resource, String subject) {
    channels.opened(region.id(), resource, subject);
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    String verb = ChannelNames.verb(kind);
    LiveTask live = verb == null ? null : tasks.get(task.id());
    if (live != null && verb != null) {
      live.operation = writer.startOperation(verb, channels.of(resource), resource, live.context);
    }
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    LiveTask live = ChannelNames.verb(kind) == null ? null : tasks.get(task.id());
    Span span = live == null ? null : live.operation;
    if (live != null && span != null) {
      live.operation = null;
      writer.endOperation(span);
    }
  }

  // --- stuck -----------------------------------------------------------------------------------------------

  @Override
  public void onStuck(RegionInfo region, String report) {
    LiveRegion live = regions.get(region.id());
    if (live != null) {
      stuck.add(region.id());
      writer.stalled(live.span, report);
    }
  }

  /** An abandoned task may end later or never: its span ends now, so that none outlives the one around it. */
  private void abandonAllIn(LiveRegion region, long now) {
    for (LiveTask task : tasks.values()) {
      if (task.region.isWithin(region) && !task.body) {
        abandoned.add(task.region.info.run());
        writer.abandon(task.span, now);
      }
    }
    for (LiveRegion inner : regions.values()) {
      if (inner.isWithin(region)) {
        abandoned.add(inner.info.run());
        writer.abandon(inner.span, now);
      }
    }
  }

  // --- who asked -------------------------------------------------------------------------------------------

  private void cancelRequested(@Nullable LiveSpan live, CancelReason reason) {
    if (live == null) {
      return;
    }
    if (live.cancel(reason.kind())) {
      writer.cancelRequested(live.span, reason);
    }
    SpanContext initiator = initiator(reason);
    if (initiator != null && live.isNewLink(initiator)) {
      writer.link(live.span, initiator, SpanNames.CANCELLED_BY);
    }
    SpanContext winner =
        reason.kind() == CancelKind.RACE_LOST && live instanceof LiveTask task ? task.region.winner() : null;
    if (winner != null && live.isNewLink(winner)) {
      writer.link(live.span, winner, SpanNames.RACE);
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
    LiveTask task = tasks.get(id);
    if (task != null) {
      return task.address();
    }
    LiveRegion region = in.isPresent() ? regions.get(in.get()) : null;
    return region == null ? null : region.failure(id);
  }

  /** How many regions and tasks it holds; 0 between runs. */
  int held() {
    return regions.size() + tasks.size() + channels.size();
  }
}
