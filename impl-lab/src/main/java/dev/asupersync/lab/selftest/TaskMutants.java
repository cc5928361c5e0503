package dev.asupersync.lab.selftest;

import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.ObligationInfo;
import java.util.List;
import java.util.Optional;

/** What is wrong with what a task does when, with what it waits for, and with whose an obligation is. */
final class TaskMutants {

  private static final ObligationInfo OTHERS = new ObligationInfo(
      EventStream.O0.id(), ObligationKind.SEND_PERMIT, new TaskId(3), EventStream.R1.id(), "channel \"orders\"", 1, "");
  private static final ObligationInfo UNKNOWN = new ObligationInfo(
      new ObligationId(77), ObligationKind.ACK, new TaskId(2), EventStream.R1.id(), "channel \"orders\"", 1, "");

  private TaskMutants() {}

  static List<Mutant> all() {
    return List.of(
        EventStream.mutant("a task does something after it has ended", "task_lifecycle", "did SLEEP on 0 after",
            s -> s.after("t2.end", o -> o.onOperation(EventStream.T2, OpKind.SLEEP, 0))),
        EventStream.mutant("a task does something before it starts", "task_lifecycle", "before it had started",
            s -> s.moveAfter("t2.start", "t2.sleep")),
        EventStream.mutant("a task starts twice", "task_lifecycle", "started twice",
            s -> s.after("t2.start", o -> o.onStart(EventStream.T2))),
        EventStream.mutant("a task ends twice", "task_lifecycle", "ended twice",
            s -> s.after("t2.end", o -> o.onEnd(EventStream.T2, EventStream.OK))),
        EventStream.mutant("a number is given to two tasks", "task_lifecycle", "was spawned twice",
            s -> s.after("t2.spawn", o -> o.onSpawn(EventStream.T2))),
        EventStream.mutant("a task goes on while it waits", "waits", "while it waited for SLEEP of 0",
            s -> s.after("t2.blocked", o -> o.onOperation(EventStream.T2, OpKind.CHECKPOINT, 2))),
        EventStream.mutant("a wait that nobody ends", "waits", "ended while it waited for SLEEP of 0",
            s -> s.without("t2.resumed")),
        EventStream.mutant("a task is woken from a wait that it is not in", "waits", "it waited for nothing",
            s -> s.without("t2.blocked")),
        EventStream.mutant("a task is woken for something else", "waits", "but it waited for SLEEP of 0",
            s -> s.replace("t2.resumed", o -> o.onResumed(EventStream.T2, OpKind.JOIN, 1))),
        EventStream.mutant("a task waits for two things", "waits", "began to wait for JOIN of 1",
            s -> s.after("t2.blocked", o -> o.onBlocked(EventStream.T2, OpKind.JOIN, 1))),
        EventStream.mutant("an obligation is resolved twice", "obligation_linearity", "it was resolved before",
            s -> s.after("o0.resolved", o -> o.onObligationResolved(EventStream.O0, ObligationState.ABORTED))),
        EventStream.mutant("somebody else resolves an obligation", "obligation_linearity obligation_leak",
            "by T3, but T2 held it",
            s -> s.after("o0.reserved", o -> o.onObligationResolved(OTHERS, ObligationState.ABORTED))
                .without("o0.resolved")),
        EventStream.mutant("something is resolved that was never reserved", "obligation_linearity",
            "it was never reserved",
            s -> s.after("o0.reserved", o -> o.onObligationResolved(UNKNOWN, ObligationState.COMMITTED))),
        EventStream.mutant("an obligation is reserved twice", "obligation_linearity", "was reserved twice",
            s -> s.after("o0.reserved", o -> o.onObligationReserved(EventStream.O0))),
        EventStream.mutant("somebody hands on what another holds", "obligation_linearity", "was handed on by T1",
            s -> s.after("o0.reserved", o -> o.onObligationTransferred(EventStream.O0, new TaskId(1)))),
        EventStream.mutant("a region is told before the one around it", "cancel_order", "but R0 was not",
            s -> s.moveAfter("r2.cancelled", "r2.open")),
        EventStream.mutant("a region is told and the one around it goes on", "cancel_order", "but R0 was not",
            s -> s.without("r0.cancelled")),
        EventStream.mutant("a region is told by a task that was not", "cancel_order", "T0, which opened it, was not",
            s -> s.replace("r2.cancelled", o -> o.onRegionCancelled(
                EventStream.R2, EventStream.fromAbove(Optional.of(new TaskId(0)))))));
  }
}
