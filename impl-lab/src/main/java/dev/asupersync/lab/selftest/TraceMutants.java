package dev.asupersync.lab.selftest;

import static dev.asupersync.lab.trace.TraceKind.ALARM_SET;
import static dev.asupersync.lab.trace.TraceKind.CANCEL_ACKNOWLEDGED;
import static dev.asupersync.lab.trace.TraceKind.CANCEL_REQUESTED;
import static dev.asupersync.lab.trace.TraceKind.END;
import static dev.asupersync.lab.trace.TraceKind.FINALIZER_ENDED;
import static dev.asupersync.lab.trace.TraceKind.FINALIZER_REGISTERED;
import static dev.asupersync.lab.trace.TraceKind.FINALIZER_STARTED;
import static dev.asupersync.lab.trace.TraceKind.MASK;
import static dev.asupersync.lab.trace.TraceKind.OBLIGATION_COMMITTED;
import static dev.asupersync.lab.trace.TraceKind.OBLIGATION_LEAKED;
import static dev.asupersync.lab.trace.TraceKind.OBLIGATION_RESERVED;
import static dev.asupersync.lab.trace.TraceKind.OPERATION;
import static dev.asupersync.lab.trace.TraceKind.REGION_CLOSED;
import static dev.asupersync.lab.trace.TraceKind.REGION_OPENED;
import static dev.asupersync.lab.trace.TraceKind.REGION_STATE;
import static dev.asupersync.lab.trace.TraceKind.SPAWN;
import static dev.asupersync.lab.trace.TraceKind.START;
import static dev.asupersync.lab.trace.TraceKind.TASK_STATE;
import static dev.asupersync.lab.trace.TraceKind.TIME_ADVANCED;
import static dev.asupersync.lab.trace.TraceKind.VIOLATION;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The trace of a real run, changed in one place. */
final class TraceMutants {

  private static final long NOBODY = 999;

  private final List<TraceEvent> trace;
  private final List<Mutant> mutants = new ArrayList<>();

  /** A task that is cancelled, told, and ends; nothing else in its region goes on after it. */
  private final long sleeper;

  private final long sleepersRegion;

  private TraceMutants(List<TraceEvent> trace) {
    this.trace = trace;
    TraceEvent spawned = new TraceTape(trace).find(SPAWN, named("sleeper"));
    this.sleeper = spawned.number("task");
    this.sleepersRegion = spawned.number("region");
  }

  private static List<TraceEvent> record() {
    return LabRuntime.create(LabConfig.defaults()).run(Exception.class, Showcase.PROGRAM).trace().events();
  }

  static Map<String, List<String>> clean() {
    return PlantedTraces.broken(record(), 0);
  }

  static List<Mutant> all() {
    TraceMutants all = new TraceMutants(record());
    all.shapes();
    all.tasks();
    all.cancellation();
    all.regions();
    all.obligations();
    all.run();
    return all.mutants;
  }

  private void shapes() {
    plantRaw(TraceRule.SHAPE_001, tape -> tape.drop(OPERATION, TraceMutants::any).unnumbered());
    plant(TraceRule.SHAPE_002, tape -> tape.lastAt(0));
    plant(TraceRule.SHAPE_003, tape -> tape.set(START, TraceMutants::any, "task", -1));
    plant(TraceRule.SHAPE_004, tape -> tape.set(END, TraceMutants::any, "severity", 4));
    plant(TraceRule.SHAPE_005, tape -> tape.set(CANCEL_REQUESTED, TraceMutants::any, "kind", 11));
    plant(TraceRule.SHAPE_006, tape -> tape.set(TASK_STATE, TraceMutants::any, "after", 6));
    plant(TraceRule.SHAPE_007, tape -> tape.set(REGION_STATE, TraceMutants::any, "after", 9));
    plant(TraceRule.SHAPE_008, tape -> tape.set(OPERATION, TraceMutants::any, "op", NOBODY));
    plant(TraceRule.SHAPE_009, tape -> tape.set(OBLIGATION_RESERVED, TraceMutants::any, "kind", 9));
    plant(TraceRule.SHAPE_010, tape -> tape.set(SPAWN, TraceMutants::any, "body", 2));
  }

  private void tasks() {
    plant(TraceRule.SPAWN_001, tape -> tape.twice(SPAWN, TraceMutants::any));
    plant(TraceRule.SPAWN_002, tape -> tape.set(SPAWN, named("sleeper"), "region", NOBODY));
    plant(TraceRule.SPAWN_003, tape ->
        tape.behind(REGION_STATE, region(sleepersRegion), SPAWN, NOBODY, sleepersRegion, sleeper, 0L));
    plant(TraceRule.SPAWN_004, tape -> tape.set(SPAWN, named("sleeper"), "parent", NOBODY));
    plant(TraceRule.START_001, tape -> tape.set(START, task(sleeper), "task", NOBODY));
    plant(TraceRule.START_002, tape -> tape.twice(START, task(sleeper)));
    plant(TraceRule.END_001, tape -> tape.set(END, task(sleeper), "task", NOBODY));
    plant(TraceRule.END_002, tape -> tape.twice(END, task(sleeper)));
    plant(TraceRule.STATE_001, tape -> tape.drop(TASK_STATE, task(sleeper)));
    plant(TraceRule.STATE_002, tape -> tape.set(TASK_STATE, task(sleeper), "after", 3));
  }

  private void cancellation() {
    plant(TraceRule.CANCEL_001, tape -> tape.behind(END, task(sleeper), CANCEL_REQUESTED, sleeper, 0L));
    plant(TraceRule.CANCEL_002, tape -> tape.behind(CANCEL_REQUESTED, task(sleeper), CANCEL_REQUESTED, sleeper, 0L));
    plant(TraceRule.ACK_001, tape -> tape.drop(CANCEL_REQUESTED, task(sleeper)));
    plant(TraceRule.ACK_002, tape -> tape.ahead(CANCEL_ACKNOWLEDGED, task(sleeper), MASK, sleeper, 1L));
    plant(TraceRule.MASK_001, tape -> tape.set(MASK, TraceMutants::any, "depth", 5));
  }

  private void regions() {
    plant(TraceRule.REGION_001, tape -> tape.twice(REGION_OPENED, region(sleepersRegion)));
    plant(TraceRule.REGION_002, tape -> tape.set(REGION_OPENED, region(sleepersRegion), "parent", NOBODY));
    plant(TraceRule.REGION_003, tape -> tape.drop(REGION_STATE, region(sleepersRegion)));
    plant(TraceRule.REGION_004, tape -> tape.set(REGION_STATE, region(sleepersRegion), "after", 3));
    plant(TraceRule.CLOSE_001, tape -> tape.set(REGION_CLOSED, region(sleepersRegion), "region", NOBODY));
    plant(TraceRule.CLOSE_002, tape -> tape.twice(REGION_CLOSED, region(sleepersRegion)));
    plant(TraceRule.QUIESCENCE_001, tape -> tape.drop(END, task(sleeper)));
    plant(TraceRule.QUIESCENCE_002, tape -> tape.drop(REGION_CLOSED, region(sleepersRegion)));
    plant(TraceRule.QUIESCENCE_003, tape -> {
      long last = tape.find(FINALIZER_REGISTERED, TraceMutants::any).number("finalizer");
      return tape.drop(FINALIZER_STARTED, event -> event.number("finalizer") == last)
          .drop(FINALIZER_ENDED, event -> event.number("finalizer") == last);
    });
    plant(TraceRule.FINALIZER_001, tape -> tape.twice(FINALIZER_REGISTERED, TraceMutants::any));
    plant(TraceRule.FINALIZER_002, tape -> tape.drop(FINALIZER_ENDED, TraceMutants::any));
  }

  private void obligations() {
    plant(TraceRule.OBLIGATION_001, tape -> tape.drop(END, task(sleeper))
        .behind(START, task(sleeper), OBLIGATION_RESERVED, NOBODY, sleeper, sleepersRegion, 0L, 1L));
    plant(TraceRule.OBLIGATION_002, tape -> tape.twice(OBLIGATION_RESERVED, TraceMutants::any));
    plant(TraceRule.OBLIGATION_003, tape ->
        tape.behind(END, task(sleeper), OBLIGATION_RESERVED, NOBODY, sleeper, sleepersRegion, 0L, 1L));
    plant(TraceRule.OBLIGATION_004, tape -> tape.set(OBLIGATION_RESERVED, TraceMutants::any, "region", 0));
    plant(TraceRule.OBLIGATION_005, tape -> tape.set(OBLIGATION_COMMITTED, TraceMutants::any, "obligation", NOBODY));
    plant(TraceRule.OBLIGATION_006, tape -> tape.twice(OBLIGATION_COMMITTED, TraceMutants::any));
    plant(TraceRule.OBLIGATION_007, tape -> tape.set(OBLIGATION_COMMITTED, TraceMutants::any, "task", 0));
    plant(TraceRule.OBLIGATION_008, tape -> tape.drop(OBLIGATION_COMMITTED, TraceMutants::any));
    plant(TraceRule.LEAK_001, tape -> tape.become(OBLIGATION_COMMITTED, TraceMutants::any, OBLIGATION_LEAKED));
  }

  private void run() {
    plant(TraceRule.ALARM_001, tape -> tape.twice(ALARM_SET, TraceMutants::any));
    plant(TraceRule.TIME_001, tape -> tape.set(TIME_ADVANCED, TraceMutants::any, "to", -1));
    plant(TraceRule.RUN_001, tape -> tape.behind(START, task(sleeper), VIOLATION));
    plant(TraceRule.RUN_002, TraceTape::dropLast);
    mutants.add(new Mutant(TraceRule.RUN_003.id(), Mutant.Level.RUN, TraceRule.RUN_003.sentence(),
        Set.of(TraceRule.RUN_003.id()), "7 events are lost", () -> PlantedTraces.broken(trace, 7)));
  }

  private void plant(TraceRule rule, UnaryOperator<TraceTape> change) {
    plantRaw(rule, tape -> change.apply(tape).events());
  }

  private void plantRaw(TraceRule rule, Function<TraceTape, List<TraceEvent>> change) {
    mutants.add(new Mutant(rule.id(), Mutant.Level.RUN, "in a real trace: " + rule.sentence(), Set.of(rule.id()),
        "Rule " + rule.id(), () -> PlantedTraces.broken(change.apply(new TraceTape(trace)), 0)));
  }

  private static boolean any(TraceEvent event) {
    return event.seq() >= 0;
  }

  private static Predicate<TraceEvent> task(long id) {
    return event -> event.number("task") == id;
  }

  private static Predicate<TraceEvent> region(long id) {
    return event -> event.number("region") == id;
  }

  private static Predicate<TraceEvent> named(String name) {
    return event -> event.text().equals(name);
  }
}
