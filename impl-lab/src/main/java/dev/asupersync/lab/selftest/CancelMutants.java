package dev.asupersync.lab.selftest;

import dev.asupersync.CancelKind;
import dev.asupersync.TaskState;
import dev.asupersync.spi.OpKind;
import java.util.List;

/** What is wrong with how requests to stop travel and land. */
final class CancelMutants {

  private CancelMutants() {}

  static List<Mutant> all() {
    return List.of(
        EventStream.mutant("a cancellation does not reach a child", "cancellation_protocol",
            "never cancelled itself",
            s -> s.without("r2.cancelled")),
        EventStream.mutant("a step is left out", "cancellation_protocol", "but it was RUNNING",
            s -> s.without("t3.CANCEL_REQUESTED")),
        EventStream.mutant("a step is illegal", "cancellation_protocol", "no legal step",
            s -> s.replace("t2.COMPLETED", o -> o.onTaskState(
                EventStream.T2, TaskState.RUNNING, TaskState.FINALIZING))),
        EventStream.mutant("a request gets weaker", "cancellation_protocol", "weaker than",
            s -> s.after("t3.request", o -> o.onCancelRequested(
                EventStream.T3, EventStream.reason(CancelKind.USER)))),
        EventStream.mutant("an acknowledgement without a request", "cancellation_protocol", "nobody requested",
            s -> s.without("t3.request")),
        EventStream.mutant("an acknowledgement inside a mask", "cancellation_protocol", "inside 1 masks",
            s -> s.moveAfter("t3.unmask", "t3.ack")),
        EventStream.mutant("a mask that is left twice", "cancellation_protocol", "from mask depth 0 to -1",
            s -> s.after("t3.unmask", o -> o.onMask(EventStream.T3, -1))
                .after("t3.unmask+", o -> o.onMask(EventStream.T3, 0))),
        EventStream.mutant("a request that never ends the task", "cancellation_protocol", "it is FINALIZING",
            s -> s.without("t3.COMPLETED")),
        EventStream.mutant("a request that nobody tells the task", "cancellation_protocol", "has not been told",
            s -> s.after("t3.unmask", o -> {
              for (int i = 0; i < 66; i++) {
                o.onOperation(EventStream.T3, OpKind.CHECKPOINT, 3);
              }
            })));
  }
}
