package dev.asupersync.jfr;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes an event where a recording wants one, and nothing else. Of tasks only the tally is asked for, so that no
 * account of each is made; a region that was open before the recording began has no event.
 */
final class FlightObserver implements RuntimeObserver {

  /** Reports have the stacks of all that holds a region up. */
  private static final int MAX_TEXT = 4_000;

  private final Map<RegionId, RegionEvent> open = new ConcurrentHashMap<>();
  private volatile Optional<RuntimeView> view = Optional.empty();

  @Override
  public Set<Hook> hooks() {
    return Set.of(
        Hook.RUNTIME,
        Hook.RUN,
        Hook.REGION_OPENED,
        Hook.REGION_CLOSED,
        Hook.REGION_CANCELLED,
        Hook.CANCEL_REQUESTED,
        Hook.TALLY,
        Hook.LEAK,
        Hook.STUCK);
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    view = Optional.of(opened);
  }

  /** On the runtime's monotonic clock. */
  private long now() {
    return view.map(RuntimeView::nanoTime).orElse(0L);
  }

  @Override
  public void onTallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {
    if (TaskEvent.isWanted()) {
      TaskEvent event = new TaskEvent();
      event.run = region.run();
      event.task = task.value();
      event.name = name;
      event.region = region.id().value();
      event.regionName = region.name();
      event.tier = word(tier);
      event.outcome = word(outcome);
      event.cancelKind = cancelKind(outcome);
      event.error = error(outcome);
      event.lived = now() - spawnedNanos;
      event.commit();
    }
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    if (RegionEvent.isWanted()) {
      RegionEvent event = new RegionEvent();
      event.run = region.run();
      event.region = region.id().value();
      event.name = region.name();
      event.parent = region.parent().map(RegionId::value).orElse(-1L);
      event.lived = now();
      open.put(region.id(), event);
      event.begin();
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    RegionEvent event = open.isEmpty() ? null : open.remove(region.id());
    if (event != null) {
      event.end();
      event.lived = now() - event.lived;
      event.outcome = word(outcome);
      event.cancelKind = cancelKind(outcome);
      event.error = error(outcome);
      event.commit();
    }
  }

  /** What was taken down was not told to close. */
  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    if (!open.isEmpty()) {
      open.values().removeIf(event -> event.run == run);
    }
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    if (CancelEvent.isWanted()) {
      CancelEvent event = because(reason);
      event.run = region.run();
      event.region = region.id().value();
      event.regionName = region.name();
      event.commit();
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    if (!task.body() && CancelEvent.isWanted()) {
      CancelEvent event = because(reason);
      event.run = task.run();
      event.region = task.region().value();
      event.task = task.id().value();
      event.taskName = task.name();
      event.commit();
    }
  }

  private static CancelEvent because(CancelReason reason) {
    CancelEvent event = new CancelEvent();
    event.kind = word(reason.kind());
    event.message = cut(reason.message().orElse(""));
    event.origin = reason.task().map(TaskId::toString).orElse("");
    return event;
  }

  @Override
  public void onObligationLeaked(ObligationInfo obligation) {
    if (LeakEvent.isWanted()) {
      LeakEvent event = new LeakEvent();
      event.obligation = obligation.id().value();
      event.kind = word(obligation.kind());
      event.task = obligation.holder().value();
      event.region = obligation.region().value();
      event.subject = obligation.subject();
      event.site = obligation.site();
      event.commit();
    }
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    if (StuckEvent.isWanted()) {
      StuckEvent event = new StuckEvent();
      event.run = region.run();
      event.region = region.id().value();
      event.name = region.name();
      event.report = cut(report);
      event.commit();
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> "ok";
      case Outcome.Err<?, ?> _ -> "err";
      case Outcome.Cancelled<?, ?> _ -> "cancelled";
      case Outcome.Panicked<?, ?> _ -> "panicked";
    };
  }

  private static String cancelKind(Outcome<?, ?> outcome) {
    return outcome instanceof Outcome.Cancelled<?, ?>(CancelReason reason) ? word(reason.kind()) : "";
  }

  private static String error(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Err<?, ?>(Exception error) -> error.getClass().getName();
      case Outcome.Panicked<?, ?>(Throwable cause) -> cause.getClass().getName();
      default -> "";
    };
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  /** How many regions it holds an event for; 0 between runs. */
  int held() {
    return open.size();
  }
}
