package dev.asupersync.lab.selftest;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.Tier;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The events of a run that keeps every rule, by name, to be changed in one place and judged. */
public final class EventStream {

  /** One event. */
  record Step(String name, Consumer<RuntimeObserver> event) {}

  static final Outcome<Integer, RuntimeException> OK = new Outcome.Ok<>(1);
  static final Set<Capability> ALL = EnumSet.allOf(Capability.class);
  static final Instant DEADLINE = Instant.EPOCH.plusSeconds(10);
  static final RegionInfo R0 = region(0, -1, Optional.of(DEADLINE));
  static final RegionInfo R1 = region(1, 0, Optional.of(DEADLINE));
  static final RegionInfo R2 = region(2, 0, Optional.of(DEADLINE.minusSeconds(1)));
  static final TaskInfo T0 = task(0, 0, -1, true, ALL);
  static final TaskInfo T1 = task(1, 1, 0, true, ALL);
  static final TaskInfo T2 = task(2, 1, 1, false, ALL);
  static final TaskInfo T3 = task(3, 1, 1, false, ALL);
  static final TaskInfo T4 = task(4, 2, 0, true, EnumSet.of(Capability.TIME));
  static final ObligationInfo O0 = new ObligationInfo(
      new ObligationId(0), ObligationKind.SEND_PERMIT, T2.id(), R1.id(), "channel \"orders\"", 1,
      "Mailer.java:42");

  private final List<Step> steps = new ArrayList<>();

  private EventStream() {}

  /** One change to the clean run; the first of {@code oracles} is the one that it is made for. */
  static Mutant mutant(String name, String oracles, String evidence, UnaryOperator<EventStream> change) {
    List<String> who = List.of(oracles.split(" "));
    return new Mutant(who.getFirst(), Mutant.Level.EVENTS, name, Set.copyOf(who), evidence,
        () -> SelfTest.judge(change.apply(clean())));
  }

  static RegionInfo region(long id, long parent, Optional<Instant> deadline) {
    Budget budget = new Budget(deadline, Budget.UNLIMITED, Budget.UNLIMITED, 128);
    return new RegionInfo(
        1, new RegionId(id), "r" + id,
        parent < 0 ? Optional.empty() : Optional.of(new RegionId(parent)),
        parent < 0 ? Optional.empty() : Optional.of(new TaskId(0)),
        Policy.FAIL_FAST, budget);
  }

  static TaskInfo task(long id, long region, long parent, boolean body, Set<Capability> capabilities) {
    return new TaskInfo(
        1, new TaskId(id), "t" + id, new RegionId(region),
        parent < 0 ? Optional.empty() : Optional.of(new TaskId(parent)),
        body, Tier.TASK, Budget.DEFAULT, capabilities);
  }

  static CancelReason reason(CancelKind kind) {
    return CancelReason.of(kind);
  }

  /** As R0 passes it down, or a task that opened a region in it. */
  static CancelReason fromAbove(Optional<TaskId> by) {
    return reason(CancelKind.PARENT_CANCELLED).withOrigin(Optional.of(R0.id()), by, 0);
  }

  /** Two regions below the root: in one a race, in the other a body that is cancelled from above. */
  public static EventStream clean() {
    EventStream all = new EventStream();
    all.open(R0, T0).open(R1, T1);
    all.spawn(T2).spawn(T3);
    all.add("t2.sleep", o -> o.onOperation(T2, OpKind.SLEEP, 0));
    all.add("t2.blocked", o -> o.onBlocked(T2, OpKind.SLEEP, 0));
    all.add("t2.resumed", o -> o.onResumed(T2, OpKind.SLEEP, 0));
    all.add("f0.registered", o -> o.onFinalizerRegistered(R1, 0));
    all.add("f1.registered", o -> o.onFinalizerRegistered(R1, 1));
    all.add("o0.reserved", o -> o.onObligationReserved(O0));
    all.add("o0.resolved", o -> o.onObligationResolved(O0, ObligationState.COMMITTED));
    all.end(T2, TaskState.RUNNING);
    all.cancel(T3, CancelKind.RACE_LOST);
    all.end(T1, TaskState.RUNNING);
    all.finalizer(1).finalizer(0);
    all.close(R1);
    all.open(R2, T4);
    all.add("r0.cancelled", o -> o.onRegionCancelled(R0, reason(CancelKind.USER)));
    all.add("r2.cancelled", o -> o.onRegionCancelled(R2, fromAbove(Optional.empty())));
    all.cancel(T4, CancelKind.PARENT_CANCELLED);
    all.close(R2);
    all.end(T0, TaskState.RUNNING);
    return all.close(R0);
  }

  private EventStream open(RegionInfo region, TaskInfo body) {
    add(region.name() + ".open", o -> o.onRegionOpened(region));
    return spawn(body);
  }

  private EventStream spawn(TaskInfo task) {
    add(task.name() + ".spawn", o -> o.onSpawn(task));
    state(task, TaskState.CREATED, TaskState.RUNNING);
    return add(task.name() + ".start", o -> o.onStart(task));
  }

  private EventStream state(TaskInfo task, TaskState from, TaskState to) {
    return add(task.name() + "." + to, o -> o.onTaskState(task, from, to));
  }

  private EventStream end(TaskInfo task, TaskState from) {
    state(task, from, TaskState.COMPLETED);
    return add(task.name() + ".end", o -> o.onEnd(task, OK));
  }

  private EventStream cancel(TaskInfo task, CancelKind kind) {
    String name = task.name();
    state(task, TaskState.RUNNING, TaskState.CANCEL_REQUESTED);
    add(name + ".request", o -> o.onCancelRequested(task, reason(kind)));
    add(name + ".mask", o -> o.onMask(task, 1));
    add(name + ".unmask", o -> o.onMask(task, 0));
    state(task, TaskState.CANCEL_REQUESTED, TaskState.CANCELLING);
    add(name + ".ack", o -> o.onCancelAcknowledged(task, reason(kind)));
    state(task, TaskState.CANCELLING, TaskState.FINALIZING);
    return end(task, TaskState.FINALIZING);
  }

  private EventStream finalizer(long number) {
    add("f" + number + ".start", o -> o.onFinalizerStarted(R1, number));
    return add("f" + number + ".end", o -> o.onFinalizerEnded(R1, number, OK));
  }

  private EventStream close(RegionInfo region) {
    return add(region.name() + ".close", o -> o.onRegionClosed(region, OK));
  }

  EventStream add(String name, Consumer<RuntimeObserver> event) {
    steps.add(new Step(name, event));
    return this;
  }

  private int at(String name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no event is called " + name);
  }

  /** Without the first event of that name. */
  public EventStream without(String name) {
    steps.remove(at(name));
    return this;
  }

  EventStream replace(String name, Consumer<RuntimeObserver> event) {
    steps.set(at(name), new Step(name, event));
    return this;
  }

  EventStream after(String name, Consumer<RuntimeObserver> event) {
    steps.add(at(name) + 1, new Step(name + "+", event));
    return this;
  }

  EventStream moveAfter(String name, String target) {
    Step moved = steps.remove(at(name));
    steps.add(at(target) + 1, moved);
    return this;
  }

  /** Tells them all. */
  public void feed(RuntimeObserver observer) {
    steps.forEach(step -> step.event().accept(observer));
  }
}
