package dev.asupersync.lab;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultPoints;
import dev.asupersync.lab.fault.Moment;
import dev.asupersync.lab.fault.Place;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the strategy, at the points that its plan names, whether something is to be injected, and does it. Everything
 * here belongs to the holder of the baton.
 *
 * <p>A point stands before the schedule point of its operation, so that a cancellation is a step of its own of the
 * strand that makes it, as if the program had made it there: whoever orders steps needs to know nothing of faults.
 */
final class FaultInjector implements RuntimeObserver, FaultPoints {

  private final ScheduleStrategy strategy;
  private final FaultPlan plan;
  private final Baton baton;
  private final Distress distress;
  private final @Nullable TraceRecorder recorder;
  private final FaultCast cast = new FaultCast();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final Map<Integer, Long> slow = new HashMap<>();
  private final List<CrashListener> stores = new ArrayList<>();
  private final int[] used;
  private final boolean[] left;

  FaultInjector(ScheduleStrategy strategy, Baton baton, Distress distress, @Nullable TraceRecorder recorder) {
    this.strategy = strategy;
    this.plan = strategy.plan();
    this.baton = baton;
    this.distress = distress;
    this.recorder = recorder;
    this.used = new int[plan.rules().size()];
    this.left = new boolean[used.length];
  }

  /** A run begins. */
  void begin() {
    Arrays.fill(used, 0);
    Arrays.fill(left, true);
    counts.clear();
    slow.clear();
    stores.clear();
    cast.clear();
    strategy.attached(this);
  }

  SortedMap<String, Long> counts() {
    return counts;
  }

  // --- points ----------------------------------------------------------------------------------------------

  void beforeOperation(LabStrand self, OpKind operation) {
    inject(self, chosen(self, Moment.OPERATION, operation));
    if (!slow.isEmpty() && (operation == OpKind.CHANNEL_RECV || operation == OpKind.CHANNEL_TAKE)) {
      hold(self, slow.getOrDefault(self.number, 0L));
    }
  }

  void beforeWait(LabStrand self) {
    inject(self, chosen(self, Moment.WAIT, self.operation));
  }

  /** When an alarm that is set for then is to ring. */
  long late(long deadlineNanos) {
    LabStrand self = baton.current();
    if (self == null || !self.isCurrent() || deadlineNanos == Long.MAX_VALUE) {
      return deadlineNanos;
    }
    return chosen(self, Moment.ALARM, self.operation) instanceof Fault.Late(long nanos)
        ? Steps.sum(deadlineNanos, nanos)
        : deadlineNanos;
  }

  @Override
  public void io(String operation) throws IOException {
    LabStrand self = baton.current();
    if (self == null || !self.isCurrent()) {
      throw new IllegalStateException("\"" + operation + "\" of a store was called outside of a run in the lab.");
    }
    Fault fault = chosen(self, Moment.IO, self.operation);
    if (fault instanceof Fault.FailIo(var how)) {
      throw how.thrown(operation);
    }
    inject(self, fault);
  }

  @Override
  public int choose(int candidates) {
    LabStrand self = baton.current();
    return candidates < 2 || self == null
        ? 0
        : baton.choose(DecisionKind.FAULT, new Ready(self, candidates), self.spec.task());
  }

  @Override
  public void onCrash(CrashListener lose) {
    stores.add(lose);
  }

  /** A program that is being drained has enough to do. */
  private @Nullable Fault chosen(LabStrand self, Moment moment, OpKind operation) {
    if (distress.stage() != Distress.Stage.RUNNING || baton.current() != self) {
      return null;
    }
    Place place = new Place(self.path, self.points++, cast.nameOf(self.spec.task()), moment, operation);
    FaultMenu menu = new FaultMenu(plan, place, left);
    if (menu.isEmpty()) {
      return null;
    }
    int number = baton.choose(DecisionKind.FAULT, menu, self.spec.task());
    if (number == 0) {
      return null;
    }
    int rule = plan.rules().indexOf(menu.rule(number));
    left[rule] = ++used[rule] != plan.rules().get(rule).times();
    Fault fault = menu.fault(number);
    if (!(fault instanceof Fault.Cancel)) {
      count(self, fault.what(), fault.toString());
    }
    return fault;
  }

  private void count(LabStrand self, String what, String words) {
    counts.merge(what, 1L, Long::sum);
    if (recorder != null) {
      recorder.injected(self.spec.task(), words);
    }
  }

  // --- what is done ----------------------------------------------------------------------------------------

  private void inject(LabStrand self, @Nullable Fault fault) {
    switch (fault) {
      case null -> {
        // Nothing is to be done here.
      }
      case Fault.Cancel(CancelKind kind, Target target) -> cancel(self, kind, target, fault.toString());
      case Fault.Exhaust(CancelKind kind) -> cancel(self, kind, Target.SELF, "");
      case Fault.Delay(long nanos) -> hold(self, nanos);
      case Fault.Slow(long nanos) -> slow.put(self.number, nanos);
      case Fault.Jump(long nanos) -> baton.time.shift(nanos);
      case Fault.Wake(int most) -> wake(most);
      case Fault.Crash() -> crash(self);
      case Fault.Late _, Fault.FailIo _ -> throw new IllegalArgumentException(
          "The plan has \"" + fault + "\" where there is nothing that it could be done to.");
    }
  }

  /** As a step of its own; afterwards the strand stands where it stood. With {@code words} it is counted. */
  private void cancel(LabStrand self, CancelKind kind, Target target, String words) {
    OpKind operation = self.operation;
    long resource = self.resource;
    baton.step(self, OpKind.TASK_CANCEL, Math.max(0, cast.find(target, self.spec.task())));
    self.operation = operation;
    self.resource = resource;
    long task = cast.find(target, self.spec.task());
    RuntimeView view = cast.view();
    boolean delivered = task >= 0 && view != null
        && view.cancel(new TaskId(task), CancelReason.of(kind).withMessage("injected by the lab"));
    if (!words.isEmpty()) {
      count(self, delivered ? "cancel" : "cancel-of-nobody", delivered ? words : words + ", who is not there");
    }
  }

  /** Whoever wakes it meanwhile is not forgotten: afterwards its next wait returns at once. */
  private void hold(LabStrand self, long nanos) {
    if (nanos == 0) {
      return;
    }
    boolean woken = self.permit;
    self.permit = false;
    long until = Steps.sum(baton.now(), nanos);
    baton.alarm(until, self::unpark);
    while (baton.now() < until) {
      baton.park(self);
      woken |= baton.now() < until;
    }
    self.permit |= woken;
  }

  private void wake(int most) {
    baton.roster.all().stream()
        .filter(strand -> !strand.isRunnable())
        .sorted(Comparator.<LabStrand>comparingLong(strand -> strand.parkedAt)
            .thenComparingInt(strand -> strand.number))
        .limit(most)
        .forEach(LabStrand::unpark);
  }

  private void crash(LabStrand self) {
    stores.forEach(store -> store.crashed(this::choose));
    strategy.broken();
    distress.crashed();
    baton.stageChanged();
    throw self.refuse();
  }

  // --- what it sees ----------------------------------------------------------------------------------------

  @Override
  public Set<Hook> hooks() {
    return FaultCast.HOOKS;
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    cast.opened(opened);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    cast.spawned(task);
  }

  @Override
  public void onStart(TaskInfo task) {
    cast.started(task);
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    cast.ended(task);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    cast.opened(region);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    cast.closed(region);
  }
}
