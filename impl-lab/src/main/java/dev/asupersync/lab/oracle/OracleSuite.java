package dev.asupersync.lab.oracle;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The oracles that judge a run, in a fixed order, as one observer. Synchronized, because a request to stop
 * may come from a thread outside the run. An oracle that itself throws is a violation, never a silent pass.
 */
@SuppressWarnings("EnumOrdinal") // an array lookup for each event, within one version
public final class OracleSuite implements RuntimeObserver {

  private static final Seat[] NOBODY = new Seat[0];

  /** An oracle with what the suite knows of it. */
  private static final class Seat {
    final Oracle oracle;
    long events;
    String broken = "";

    Seat(Oracle oracle) {
      this.oracle = oracle;
    }
  }

  private final List<String> names;
  private final Set<Hook> hooks = EnumSet.noneOf(Hook.class);
  private final Seat[][] byHook = new Seat[Hook.values().length][];
  private final List<Seat> seats = new ArrayList<>();

  OracleSuite(List<Oracle> oracles) {
    this.names = new ArrayList<>(oracles.size());
    oracles.forEach(oracle -> names.add(oracle.name()));
    seat(oracles);
  }

  /** The oracles of these names; {@code all} stands for all. Errors: CX-4009 for a name that is none. */
  public static OracleSuite of(List<String> names) {
    return new OracleSuite(OracleNames.select(names));
  }

  /** Begins again: every oracle forgets what it saw. */
  public synchronized void reset() {
    seats.clear();
    seat(OracleNames.select(names));
  }

  private void seat(List<Oracle> oracles) {
    Arrays.fill(byHook, NOBODY);
    for (Oracle oracle : oracles) {
      Seat seat = new Seat(oracle);
      seats.add(seat);
      for (Hook hook : oracle.hooks()) {
        Seat[] before = byHook[hook.ordinal()];
        Seat[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = seat;
        byHook[hook.ordinal()] = after;
        hooks.add(hook);
      }
    }
  }

  /** What each of them says. */
  public synchronized List<OracleReport> reports() {
    List<OracleReport> reports = new ArrayList<>(seats.size());
    seats.forEach(seat -> reports.add(report(seat)));
    return reports;
  }

  private static OracleReport report(Seat seat) {
    List<String> violations = seat.broken.isEmpty() ? seat.oracle.check() : List.of(seat.broken);
    return new OracleReport(seat.oracle.name(), !(seat.oracle instanceof DeterminismOracle), seat.events,
        violations);
  }

  private synchronized void each(Hook hook, Consumer<Oracle> call) {
    for (Seat seat : byHook[hook.ordinal()]) {
      seat.events++;
      if (!seat.broken.isEmpty()) {
        continue;
      }
      try {
        call.accept(seat.oracle);
      } catch (RuntimeException | Error thrown) {
        seat.broken = "The oracle itself failed at " + hook + " with " + thrown + " and cannot judge.";
      }
    }
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.copyOf(hooks);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    each(Hook.REGION_OPENED, oracle -> oracle.onRegionOpened(region));
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    each(Hook.REGION_STATE, oracle -> oracle.onRegionState(region, from, to));
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    each(Hook.REGION_CANCELLED, oracle -> oracle.onRegionCancelled(region, reason));
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    each(Hook.REGION_CLOSED, oracle -> oracle.onRegionClosed(region, outcome));
  }

  @Override
  public void onSpawn(TaskInfo task) {
    each(Hook.SPAWN, oracle -> oracle.onSpawn(task));
  }

  @Override
  public void onStart(TaskInfo task) {
    each(Hook.START, oracle -> oracle.onStart(task));
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    each(Hook.TASK_STATE, oracle -> oracle.onTaskState(task, from, to));
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    each(Hook.CANCEL_REQUESTED, oracle -> oracle.onCancelRequested(task, reason));
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    each(Hook.CANCEL_ACKNOWLEDGED, oracle -> oracle.onCancelAcknowledged(task, reason));
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    each(Hook.BUDGET, oracle -> oracle.onBudgetExhausted(task, kind));
  }

  @Override
  public void onMask(TaskInfo task, int depth) {
    each(Hook.MASK, oracle -> oracle.onMask(task, depth));
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    each(Hook.END, oracle -> oracle.onEnd(task, outcome));
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerRegistered(region, finalizer));
  }

  @Override
  public void onFinalizerStarted(RegionInfo region, long finalizer) {
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerStarted(region, finalizer));
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerEnded(region, finalizer, outcome));
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    each(Hook.OBLIGATION, oracle -> oracle.onObligationTransferred(obligation, from));
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    each(Hook.OBLIGATION, oracle -> oracle.onObligationReserved(obligation));
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    each(Hook.OBLIGATION, oracle -> oracle.onObligationResolved(obligation, state));
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    each(Hook.OPERATION, oracle -> oracle.onOperation(task, kind, resource));
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    each(Hook.WAIT, oracle -> oracle.onBlocked(task, kind, resource));
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    each(Hook.WAIT, oracle -> oracle.onResumed(task, kind, resource));
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    each(Hook.TRACE, oracle -> oracle.onTrace(task, message));
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    each(Hook.STUCK, oracle -> oracle.onStuck(region, report));
  }
}
