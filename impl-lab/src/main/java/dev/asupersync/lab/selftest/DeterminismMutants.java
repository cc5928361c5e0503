package dev.asupersync.lab.selftest;

import dev.asupersync.CancelKind;
import dev.asupersync.lab.oracle.DeterminismOracle;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceRecorder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Two runs of one seed that are not the same. */
final class DeterminismMutants {

  private static final long ENOUGH = 1_000;

  private DeterminismMutants() {}

  static List<Mutant> all() {
    return List.of(
        mutant("an event is missing in the second run", "FINALIZER_ENDED", s -> s.without("f1.end"), ENOUGH),
        mutant("an event is there twice", "actual:   4 7 START task=0",
            s -> s.after("t0.start", o -> o.onStart(EventStream.T0)), ENOUGH),
        mutant("two events come in the other order", "expected: ", s -> s.moveAfter("f0.registered", "f1.registered"),
            ENOUGH),
        mutant("a request has another kind", "actual:   24 7 CANCEL_REQUESTED task=3 kind=0",
            s -> s.replace("t3.request", o -> o.onCancelRequested(
                EventStream.T3, EventStream.reason(CancelKind.USER))), ENOUGH),
        mutant("the second run goes on", "expected: the end",
            s -> s.add("more", o -> o.onTrace(EventStream.T0, "still here")), ENOUGH),
        mutant("both traces are cut off", "nothing is known of the rest", s -> s, 10));
  }

  private static Mutant mutant(String name, String evidence, UnaryOperator<EventStream> change, long capacity) {
    return new Mutant("determinism", Mutant.Level.EVENTS, name, Set.of("determinism"), evidence, () ->
        DeterminismOracle.difference(trace(s -> s, capacity), trace(change, capacity))
            .<Map<String, List<String>>>map(text -> Map.of("determinism", List.of(text))).orElse(Map.of()));
  }

  private static LabTrace trace(UnaryOperator<EventStream> change, long capacity) {
    TraceRecorder recorder = new TraceRecorder(() -> 7, capacity);
    change.apply(EventStream.clean()).feed(recorder);
    return recorder.trace();
  }
}
