package dev.asupersync.debug;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.debug.Event.Kind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens, and keeps the last of it. What goes wrong is kept a second time, where nothing else can push
 * it out. Obligations are only counted, unless they leak: there is one for every message.
 */
final class Recorder implements RuntimeObserver {

  private final Tally tally = new Tally();
  private final EventRing events;
  private final EventRing incidents;
  private final Map<RegionId, CancelReason> whyCancelled = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeView view;

  Recorder(int size) {
    this.events = new EventRing(size);
    this.incidents = new EventRing(size);
  }

  Tally tally() {
    return tally;
  }

  EventRing events() {
    return events;
  }

  /** Cancellations, failures, leaks, and what got stuck. */
  EventRing incidents() {
    return incidents;
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(
        Hook.RUNTIME, Hook.RUN, Hook.REGION_OPENED, Hook.REGION_CANCELLED, Hook.REGION_CLOSED, Hook.SPAWN,
        Hook.CANCEL_REQUESTED, Hook.CANCEL_ACKNOWLEDGED, Hook.BUDGET, Hook.END, Hook.OBLIGATION, Hook.TRACE,
        Hook.STUCK);
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    view = opened;
  }

  private void note(Kind kind, @Nullable RegionInfo region, @Nullable TaskInfo task, @Nullable Object detail,
      boolean incident) {
    RuntimeView clock = view;
    Event.Untold event =
        new Event.Untold(clock == null ? 0 : clock.epochNanos(), kind, region, task, detail);
    events.add(event);
    if (incident) {
      incidents.add(event);
    }
  }

  @Override
  public void onRunStarted(long run) {
    note(Kind.RUN_STARTED, null, null, "run " + run, false);
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    note(Kind.RUN_ENDED, null, null, outcome, false);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    tally.regionOpened();
    note(Kind.REGION_OPENED, region, null, null, false);
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    whyCancelled.put(region.id(), reason);
    note(Kind.REGION_CANCELLED, region, null, reason, true);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    tally.regionClosed(outcome);
    whyCancelled.remove(region.id());
    note(Kind.REGION_CLOSED, region, null, outcome, false);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    tally.taskStarted();
    note(Kind.SPAWNED, null, task, null, false);
  }

  /** Of a cancelled region every task is asked to stop: that is one incident, and the region's. */
  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    tally.cancelRequested(reason.kind());
    note(Kind.CANCEL_REQUESTED, null, task, reason, !reason.equals(whyCancelled.get(task.region())));
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    note(Kind.CANCEL_HEARD, null, task, null, false);
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    tally.budgetExhausted(kind);
    note(Kind.BUDGET_EXHAUSTED, null, task, kind, true);
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    tally.taskEnded(outcome);
    boolean failed = outcome instanceof Outcome.Err || outcome instanceof Outcome.Panicked;
    note(Kind.ENDED, null, task, outcome, failed && !task.body());
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    tally.obligationReserved();
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    tally.obligationResolved(state);
    if (state == ObligationState.LEAKED) {
      note(Kind.LEAKED, null, null, obligation, true);
    }
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    note(Kind.SAID, null, task, message, false);
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    tally.stuck();
    note(Kind.STUCK, region, null, report, true);
  }
}
