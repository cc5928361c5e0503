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
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The oracles that judge a run, in a fixed order, as one observer. Synchronized, because a request to stop
 * may come from a thread outside the run. An oracle that itself throws is a violation, never a silent pass.
 */
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
  private final OracleChoice choice;
  private Seat[] seats;
  private @Nullable RuntimeView runtime;
  private long events;
  private long rootsOpened;
  private long rootsClosed;
  private boolean stuck;
  private long live;
  private long limit = Long.MAX_VALUE;
  private boolean over;
  private Runnable overLimit = () -> {};
  private @Nullable TaskId root;
  private @Nullable BiConsumer<String, String> ear;

  private OracleSuite(List<String> names, OracleChoice choice) {
    this.names = names;
    this.choice = choice;
    this.seats = seats();
  }

  /** The oracles of these names; {@code all} stands for all. Errors: CX-4009 for a name that is none. */
  public static OracleSuite of(List<String> names) {
    return new OracleSuite(names, OracleNames.choice(names));
  }

  /** These, which know no time. */
  static OracleSuite with(Oracle... oracles) {
    return new OracleSuite(Arrays.stream(oracles).map(Oracle::name).toList(), OracleChoice.of(oracles));
  }

  /** The names of all that there are, in the order in which they judge. */
  public static List<String> allNames() {
    return OracleNames.all();
  }

  /** Begins again: every oracle forgets what it saw. */
  public synchronized void reset() {
    events = 0;
    rootsOpened = 0;
    rootsClosed = 0;
    stuck = false;
    live = 0;
    over = false;
    seats = seats();
  }

  /**
   * Why what the oracles say of a run that is over is worth nothing, if that is so: they were not attached, or not up
   * to the end. To be asked when nothing runs.
   */
  public synchronized Optional<String> blindness() {
    if (seats.length == 0 || (rootsOpened > 0 && (rootsClosed == rootsOpened || stuck))) {
      return Optional.empty();
    }
    return Optional.of(
        rootsOpened > 0
            ? "The oracles " + names + " saw the run begin and did not see it end: they were taken off after "
                + events + " events."
            : "The oracles " + names + " saw nothing of the run: they are not among the observers of its runtime"
                + (runtime == null ? ", which never told them that it was opened." : "."));
  }

  /** Who is told of each violation when it is found: the oracle, and what it says. Under any lock of the runtime. */
  public synchronized void heardBy(BiConsumer<String, String> listener) {
    ear = listener;
  }

  /** Judges nothing more when more things than that are alive; {@code told} is told, once. */
  public synchronized void limit(long mostLive, Runnable told) {
    limit = mostLive;
    overLimit = told;
  }

  /** Whether it has stopped to judge because too much was alive. */
  public synchronized boolean isOverLimit() {
    return over;
  }

  /** The body of the root region that was opened last. */
  public synchronized Optional<TaskId> root() {
    return Optional.ofNullable(root);
  }

  /** Dates what an oracle found: {@code  [event 17, 2026-01-01T00:00:01Z]}. */
  private String found(String oracle, String text) {
    RuntimeView view = runtime;
    String dated = text + " [event " + events
        + (view == null ? "]" : ", " + Instant.EPOCH.plusNanos(view.epochNanos()) + "]");
    tell(oracle, dated);
    return dated;
  }

  private void tell(String oracle, String text) {
    BiConsumer<String, String> listener = ear;
    if (listener != null) {
      listener.accept(oracle, text);
    }
  }

  /** So many more things are alive. */
  private void grows(int more) {
    live += more;
    if (live > limit && !over) {
      over = true; // for good: what it has not seen it cannot judge
      seats = NOBODY;
      overLimit.run();
    }
  }

  private Seat[] seats() {
    List<Oracle> oracles = choice.make(this::found);
    Seat[] all = new Seat[oracles.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Seat(oracles.get(i));
    }
    return all;
  }

  /** What each of them says. */
  public synchronized List<OracleReport> reports() {
    List<OracleReport> reports = new ArrayList<>(seats.length);
    for (Seat seat : seats) {
      reports.add(report(seat));
    }
    return reports;
  }

  private static OracleReport report(Seat seat) {
    List<String> violations = seat.broken.isEmpty() ? seat.oracle.check() : List.of(seat.broken);
    return new OracleReport(seat.oracle.name(), !(seat.oracle instanceof DeterminismOracle), seat.events,
        violations);
  }

  /** With the lock of the suite. */
  private void each(Hook hook, Consumer<Oracle> call) {
    events++;
    if (over) {
      return;
    }
    for (int place : choice.places(hook)) {
      Seat seat = seats[place];
      seat.events++;
      if (!seat.broken.isEmpty()) {
        continue;
      }
      try {
        call.accept(seat.oracle);
      } catch (RuntimeException | Error thrown) {
        seat.broken = "The oracle itself failed at " + hook + " with " + thrown + " and cannot judge.";
        tell(seat.oracle.name(), seat.broken);
      }
    }
  }

  @Override
  public Set<Hook> hooks() {
    return choice.hooks();
  }

  @Override
  public synchronized void onRuntimeOpened(RuntimeView view) {
    runtime = view;
    each(Hook.RUNTIME, oracle -> oracle.onRuntimeOpened(view));
  }

  @Override
  public synchronized void onRegionOpened(RegionInfo region) {
    rootsOpened += region.parent().isEmpty() ? 1 : 0;
    grows(1);
    each(Hook.REGION_OPENED, oracle -> oracle.onRegionOpened(region));
  }

  @Override
  public synchronized void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    each(Hook.REGION_STATE, oracle -> oracle.onRegionState(region, from, to));
  }

  @Override
  public synchronized void onRegionCancelled(RegionInfo region, CancelReason reason) {
    each(Hook.REGION_CANCELLED, oracle -> oracle.onRegionCancelled(region, reason));
  }

  @Override
  public synchronized void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    rootsClosed += region.parent().isEmpty() ? 1 : 0;
    grows(-1);
    each(Hook.REGION_CLOSED, oracle -> oracle.onRegionClosed(region, outcome));
  }

  @Override
  public synchronized void onSpawn(TaskInfo task) {
    root = task.parent().isEmpty() ? task.id() : root;
    grows(1);
    each(Hook.SPAWN, oracle -> oracle.onSpawn(task));
  }

  @Override
  public synchronized void onStart(TaskInfo task) {
    each(Hook.START, oracle -> oracle.onStart(task));
  }

  @Override
  public synchronized void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    each(Hook.TASK_STATE, oracle -> oracle.onTaskState(task, from, to));
  }

  @Override
  public synchronized void onCancelRequested(TaskInfo task, CancelReason reason) {
    each(Hook.CANCEL_REQUESTED, oracle -> oracle.onCancelRequested(task, reason));
  }

  @Override
  public synchronized void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    each(Hook.CANCEL_ACKNOWLEDGED, oracle -> oracle.onCancelAcknowledged(task, reason));
  }

  @Override
  public synchronized void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    each(Hook.BUDGET, oracle -> oracle.onBudgetExhausted(task, kind));
  }

  @Override
  public synchronized void onMask(TaskInfo task, int depth) {
    each(Hook.MASK, oracle -> oracle.onMask(task, depth));
  }

  @Override
  public synchronized void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    grows(-1);
    each(Hook.END, oracle -> oracle.onEnd(task, outcome));
  }

  @Override
  public synchronized void onFinalizerRegistered(RegionInfo region, long finalizer) {
    grows(1);
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerRegistered(region, finalizer));
  }

  @Override
  public synchronized void onFinalizerStarted(RegionInfo region, long finalizer) {
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerStarted(region, finalizer));
  }

  @Override
  public synchronized void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    grows(-1);
    each(Hook.FINALIZER, oracle -> oracle.onFinalizerEnded(region, finalizer, outcome));
  }

  @Override
  public synchronized void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    each(Hook.OBLIGATION, oracle -> oracle.onObligationTransferred(obligation, from));
  }

  @Override
  public synchronized void onObligationReserved(ObligationInfo obligation) {
    grows(1);
    each(Hook.OBLIGATION, oracle -> oracle.onObligationReserved(obligation));
  }

  @Override
  public synchronized void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    grows(-1);
    each(Hook.OBLIGATION, oracle -> oracle.onObligationResolved(obligation, state));
  }

  @Override
  public synchronized void onOperation(TaskInfo task, OpKind kind, long resource) {
    each(Hook.OPERATION, oracle -> oracle.onOperation(task, kind, resource));
  }

  @Override
  public synchronized void onBlocked(TaskInfo task, OpKind kind, long resource) {
    each(Hook.WAIT, oracle -> oracle.onBlocked(task, kind, resource));
  }

  @Override
  public synchronized void onResumed(TaskInfo task, OpKind kind, long resource) {
    each(Hook.WAIT, oracle -> oracle.onResumed(task, kind, resource));
  }

  @Override
  public synchronized void onTrace(TaskInfo task, String message) {
    each(Hook.TRACE, oracle -> oracle.onTrace(task, message));
  }

  @Override
  public synchronized void onStuck(RegionInfo region, String report) {
    stuck = true;
    each(Hook.STUCK, oracle -> oracle.onStuck(region, report));
  }
}
