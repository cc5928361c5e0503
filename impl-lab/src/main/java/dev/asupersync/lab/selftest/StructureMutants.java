package dev.asupersync.lab.selftest;

import dev.asupersync.CancelKind;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What is wrong with regions, tasks, obligations, races, finalizers, capabilities and deadlines. */
final class StructureMutants {

  private StructureMutants() {}

  static List<Mutant> all() {
    TaskInfo timeless = EventStream.task(2, 1, 1, false, EnumSet.of(Capability.SPAWN));
    TaskInfo mighty = EventStream.task(6, 2, 4, false, EnumSet.of(Capability.TIME, Capability.IO));
    return List.of(
        EventStream.mutant("a task outlives its region", "task_leak quiescence", "T1 \"t1\"",
            s -> s.without("t1.end")),
        EventStream.mutant("an obligation is leaked", "obligation_leak", "Mailer.java:42",
            s -> s.replace("o0.resolved", o -> o.onObligationResolved(
                EventStream.O0, ObligationState.LEAKED))),
        EventStream.mutant("an obligation outlives its holder", "obligation_leak quiescence", "T2 \"t2\" ended",
            s -> s.without("o0.resolved")),
        EventStream.mutant("a child region outlives its parent", "quiescence", "regions R2",
            s -> s.moveAfter("r2.close", "r0.close")),
        EventStream.mutant("something enters a closed region", "quiescence", "after that had closed",
            s -> s.after("r1.close", o -> o.onFinalizerRegistered(EventStream.R1, 9))),
        EventStream.mutant("a race returns before its loser has ended", "loser_drain quiescence task_leak",
            "T3 \"t3\" lost a race and had not ended when R1 \"r1\" closed",
            s -> s.moveAfter("t3.end", "r1.close")),
        EventStream.mutant("a loser never ends", "loser_drain quiescence", "lost a race and never ended",
            s -> s.without("t3.end").without("r1.close")),
        EventStream.mutant("a loser ends for a milder reason", "loser_drain", "for \"user\", which is milder",
            s -> s.replace("t3.end", o -> o.onEnd(
                EventStream.T3, new Outcome.Cancelled<>(EventStream.reason(CancelKind.USER))))),
        EventStream.mutant("a finalizer never runs", "finalizer quiescence", "[0] never ran",
            s -> s.without("f0.start").without("f0.end")),
        EventStream.mutant("finalizers run first registered first", "finalizer", "1 was registered last",
            s -> s.moveAfter("f1.start", "f0.end").moveAfter("f1.end", "f1.start")),
        EventStream.mutant("a finalizer runs twice", "finalizer", "none was left to run",
            s -> s.after("f0.end", o -> o.onFinalizerStarted(EventStream.R1, 0))
                .after("f0.end+", o -> o.onFinalizerEnded(EventStream.R1, 0, EventStream.OK))),
        EventStream.mutant("a region has an unknown parent", "region_tree", "R99",
            s -> s.replace("r2.open", o -> o.onRegionOpened(
                EventStream.region(2, 99, Optional.of(EventStream.DEADLINE))))),
        EventStream.mutant("a run has two roots", "region_tree", "two roots: R0 and R9",
            s -> s.after("r0.open", o -> o.onRegionOpened(EventStream.region(9, -1, Optional.empty())))),
        EventStream.mutant("an effect lacks its capability", "ambient_authority", "without TIME",
            s -> s.replace("t2.sleep", o -> o.onOperation(timeless, OpKind.SLEEP, 0))),
        EventStream.mutant("a child has more than its parent", "ambient_authority",
            "more than the task that spawned it", s -> s.after("t4.RUNNING", o -> o.onSpawn(mighty))
                .after("t4.RUNNING+", o -> o.onTaskState(mighty, TaskState.CREATED, TaskState.COMPLETED))
                .after("t4.RUNNING++", o -> o.onEnd(mighty, EventStream.OK))),
        EventStream.mutant("an unbounded region in a bounded one", "deadline_monotone", "no deadline",
            s -> s.replace("r2.open", o -> o.onRegionOpened(EventStream.region(2, 0, Optional.empty())))),
        EventStream.mutant("a later deadline in an earlier one", "deadline_monotone", "later than",
            s -> s.replace("r2.open", o -> o.onRegionOpened(
                EventStream.region(2, 0, Optional.of(EventStream.DEADLINE.plusSeconds(1)))))));
  }
}
