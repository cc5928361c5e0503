package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.error.CleanupBudgetExceededError;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a person on duty should read as log events, in the context of the task that it happened to. An
 * exception is written once, by whoever it left first, however far it travels.
 */
@SuppressWarnings("ReferenceEquality") // that throwable, not an equal one
final class LogsObserver implements RuntimeObserver {

  /** A task that ended with its declared error, of which nobody has been told yet. */
  private record Failed(RegionInfo region, String name, Exception error, Context where) {}

  /** Beyond so many the rest would not be written anyway. */
  private static final int MOST_FAILED = 1_000;

  private record Cancelled(long run, CancelReason reason) {}

  private final Telemetry telemetry;
  private final Watched watched;
  private final Throwables panics = new Throwables();

  /** The latest reason of each region that is cancelled: its tasks are asked with the same. */
  private final Map<RegionId, Cancelled> cancelled = new ConcurrentHashMap<>();

  private final Map<TaskId, Failed> failed = new ConcurrentHashMap<>();
  private EventLog log;
  private boolean begun;

  LogsObserver(Telemetry telemetry, Watched watched) {
    this.telemetry = telemetry;
    this.watched = watched;
    this.log = log(OpenTelemetry.noop());
  }

  private EventLog log(OpenTelemetry openTelemetry) {
    return new EventLog(Instrumentation.logger(openTelemetry), watched, telemetry.dropped());
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      log = log(telemetry.openTelemetry());
      log.write(
          LogEvent.RUNTIME_STARTED,
          Context.root(),
          Attributes.of(SpanNames.INTERPRETATION, watched.description()),
          "A runtime started: " + watched.description());
    }
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(
        Hook.RUNTIME,
        Hook.RUN,
        Hook.REGION_CANCELLED,
        Hook.REGION_CLOSED,
        Hook.CANCEL_REQUESTED,
        Hook.BUDGET,
        Hook.FINALIZER,
        Hook.STUCK,
        Hook.TALLY,
        Hook.LEAK,
        Hook.JOINED);
  }

  // --- runtimes and runs -----------------------------------------------------------------------------------

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    watched.opened(view);
  }

  @Override
  public synchronized void onRuntimeClosed() {
    if (begun) {
      log.write(
          LogEvent.RUNTIME_STOPPED,
          Context.root(),
          Attributes.of(SpanNames.INTERPRETATION, watched.description()),
          "A runtime stopped: " + watched.description());
    }
  }

  @Override
  public void onRunStarted(long run) {
    begin();
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    cancelled.values().removeIf(left -> left.run == run);
    failed.values().removeIf(left -> left.region.run() == run);
    if (outcome instanceof Outcome.Panicked<?, ?>(CxViolationException violation)) {
      for (String rule : Violations.rules(violation)) {
        log.write(
            Violations.FUTURELOCK.equals(rule) ? LogEvent.FUTURELOCK_SUSPECTED : LogEvent.ORACLE_VIOLATED,
            Context.root(),
            Attributes.of(Metric.ORACLE_VIOLATIONS.attributes.getFirst(), rule),
            String.valueOf(violation.getMessage()));
      }
    }
  }

  // --- ends ------------------------------------------------------------------------------------------------

  @Override
  public void onTallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {
    switch (outcome) {
      case Outcome.Panicked<?, ?>(Throwable cause) -> panicked(about(region, task), name, region, cause);
      case Outcome.Err<?, ?>(Exception error) -> {
        if (failed.size() < MOST_FAILED) {
          failed.put(task, new Failed(region, name, error, Context.current()));
        }
      }
      case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> {}
    }
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    if (outcome instanceof Outcome.Panicked<?, ?>(Throwable cause)) {
      panicked(about(region, null), "finalizer", region, cause);
    }
  }

  private void panicked(AttributesBuilder about, String name, RegionInfo region, Throwable cause) {
    if (!panics.isNew(cause)) {
      return;
    }
    boolean overrun = cause instanceof CleanupBudgetExceededError;
    Attributes attributes =
        about.put(Names.OUTCOME, Names.PANICKED).put(Names.ERROR_TYPE, cause.getClass().getName()).build();
    log.write(
        overrun ? LogEvent.CANCEL_ESCALATED : LogEvent.TASK_PANICKED,
        Context.current(),
        attributes,
        title(name, region) + (overrun ? " used more than its cleanup budget" : " panicked: " + cause),
        cause);
  }

  /** Its outcome was handed to somebody, who knows now. */
  @Override
  public void onJoined(TaskId task) {
    if (!failed.isEmpty()) {
      failed.remove(task);
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    cancelled.remove(region.id());
    Throwable told =
        switch (outcome) {
          case Outcome.Err<?, ?>(Exception error) -> error;
          case Outcome.Panicked<?, ?>(Throwable cause) -> cause;
          case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> null;
        };
    if (outcome instanceof Outcome.Panicked && told != null) {
      panicked(about(region, null), "", region, told);
    }
    if (!failed.isEmpty()) {
      failed.forEach((task, one) -> settle(region, task, one, told));
    }
  }

  /** Whoever opened the region learns of the error that made its outcome. */
  private void settle(RegionInfo region, TaskId task, Failed one, @Nullable Throwable told) {
    if (!one.region.id().equals(region.id()) || failed.remove(task) == null || one.error == told) {
      return;
    }
    log.write(
        LogEvent.TASK_FAILED,
        one.where,
        about(region, task)
            .put(Names.OUTCOME, Names.ERR)
            .put(Names.ERROR_TYPE, one.error.getClass().getName())
            .build(),
        title(one.name, region) + " failed, and nobody asked how it ended: " + one.error,
        one.error);
  }

  // --- cancellation and budgets ----------------------------------------------------------------------------

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    cancelled.put(region.id(), new Cancelled(region.run(), reason));
    cancelRequested(about(region, null), reason, title("", region));
    if (MetricsObserver.isOwnDeadline(region, reason)) {
      budgetExhausted(about(region, null), reason.kind(), title("", region));
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    Cancelled region = cancelled.get(task.region());
    if (!task.body() && (region == null || !reason.equals(region.reason))) {
      cancelRequested(about(task), reason, title(task));
    }
  }

  private void cancelRequested(AttributesBuilder about, CancelReason reason, String what) {
    log.write(
        LogEvent.CANCEL_REQUESTED,
        Context.current(),
        about.put(Names.CANCEL_KIND, Names.of(reason.kind())).build(),
        what + " was asked to stop: " + reason.explain());
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    budgetExhausted(about(task), kind, title(task));
  }

  private void budgetExhausted(AttributesBuilder about, CancelKind kind, String what) {
    String part = Names.BUDGETS.get(Names.budget(kind));
    log.write(
        LogEvent.BUDGET_EXHAUSTED,
        Context.current(),
        about.put(Names.BUDGET_KIND, part).build(),
        what + " used up its budget: " + part.replace('_', ' '));
  }

  // --- what should not be ----------------------------------------------------------------------------------

  @Override
  public void onObligationLeaked(ObligationInfo obligation) {
    log.write(
        LogEvent.OBLIGATION_LEAKED,
        Context.current(),
        Attributes.builder()
            .put(SpanNames.TASK_ID, obligation.holder().value())
            .put(SpanNames.REGION_ID, obligation.region().value())
            .put(Metric.OBLIGATION_RESOLVED.attributes.getFirst(), Names.of(obligation.kind()))
            .build(),
        "task " + obligation.holder() + " ended while holding " + obligation.kind() + " " + obligation.id() + " on "
            + obligation.subject()
            + (obligation.site().isEmpty() ? "" : ", reserved at " + obligation.site()));
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    log.write(LogEvent.REGION_CLOSE_STALLED, Context.root(), about(region, null).build(), report);
  }

  // --- words -----------------------------------------------------------------------------------------------

  private static AttributesBuilder about(RegionInfo region, @Nullable TaskId task) {
    AttributesBuilder about = Attributes.builder().put(SpanNames.REGION_ID, region.id().value());
    return task == null ? about : about.put(SpanNames.TASK_ID, task.value());
  }

  private static AttributesBuilder about(TaskInfo task) {
    return Attributes.builder()
        .put(SpanNames.REGION_ID, task.region().value())
        .put(SpanNames.TASK_ID, task.id().value());
  }

  private static String title(String name, RegionInfo region) {
    String in = region.name().isEmpty() ? "region " + region.id() : "region \"" + region.name() + "\"";
    return name.isEmpty() ? in : "task \"" + name + "\" of " + in;
  }

  private static String title(TaskInfo task) {
    return task.name().isEmpty() ? "task " + task.id() : "task \"" + task.name() + "\"";
  }

  /** How many regions and tasks it holds; 0 between runs. */
  int held() {
    return cancelled.size() + failed.size();
  }
}
