package dev.asupersync.lab.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelKind;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.TaskState;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judges judged: every one passes a clean run and fails the one that breaks its rule. */
class OracleSuiteTest {

  /**
   * One change to the clean run.
   *
   * @param caughtBy the oracles that fail it, all of them: a task that outlives its region is against two
   *     rules
   */
  record Mutation(String name, Set<String> caughtBy, String evidence, UnaryOperator<EventStream> change) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutation mutation(
      String name, String oracle, String evidence, UnaryOperator<EventStream> change) {
    return new Mutation(name, Set.of(oracle.split(" ")), evidence, change);
  }

  static Stream<Mutation> mutations() {
    return Stream.concat(ofTheTree(), ofCancellation());
  }

  private static Stream<Mutation> ofTheTree() {
    TaskInfo timeless = EventStream.task(2, 1, 1, false, EnumSet.of(Capability.SPAWN));
    TaskInfo mighty = EventStream.task(6, 2, 4, false, EnumSet.of(Capability.TIME, Capability.IO));
    return Stream.of(
        mutation("a task outlives its region", "task_leak quiescence", "T1 \"t1\"",
            s -> s.without("t1.end")),
        mutation("an obligation is leaked", "obligation_leak", "Mailer.java:42",
            s -> s.replace("o0.resolved", o -> o.onObligationResolved(
                EventStream.O0, ObligationState.LEAKED))),
        mutation("an obligation outlives its holder", "obligation_leak quiescence", "T2 \"t2\" ended",
            s -> s.without("o0.resolved")),
        mutation("a child region outlives its parent", "quiescence", "regions R2",
            s -> s.moveAfter("r2.close", "r0.close")),
        mutation("something enters a closed region", "quiescence", "after that had closed",
            s -> s.after("r1.close", o -> o.onFinalizerRegistered(EventStream.R1, 9))),
        mutation("a race returns before its loser has ended", "loser_drain quiescence task_leak",
            "T3 \"t3\" lost a race and had not ended when R1 \"r1\" closed",
            s -> s.moveAfter("t3.end", "r1.close")),
        mutation("a loser never ends", "loser_drain quiescence", "lost a race and never ended",
            s -> s.without("t3.end").without("r1.close")),
        mutation("a loser ends for a milder reason", "loser_drain", "for \"user\", which is milder",
            s -> s.replace("t3.end", o -> o.onEnd(
                EventStream.T3, new Outcome.Cancelled<>(EventStream.reason(CancelKind.USER))))),
        mutation("a finalizer never runs", "finalizer quiescence", "[0] never ran",
            s -> s.without("f0.start").without("f0.end")),
        mutation("finalizers run first registered first", "finalizer", "1 was registered last",
            s -> s.moveAfter("f1.start", "f0.end").moveAfter("f1.end", "f1.start")),
        mutation("a finalizer runs twice", "finalizer", "none was left to run",
            s -> s.after("f0.end", o -> o.onFinalizerStarted(EventStream.R1, 0))
                .after("f0.end+", o -> o.onFinalizerEnded(EventStream.R1, 0, EventStream.OK))),
        mutation("a region has an unknown parent", "region_tree", "R99",
            s -> s.replace("r2.open", o -> o.onRegionOpened(
                EventStream.region(2, 99, Optional.of(EventStream.DEADLINE))))),
        mutation("a run has two roots", "region_tree", "two roots: R0 and R9",
            s -> s.add("r9", o -> o.onRegionOpened(EventStream.region(9, -1, Optional.empty())))),
        mutation("an effect lacks its capability", "ambient_authority", "without TIME",
            s -> s.replace("t2.sleep", o -> o.onOperation(timeless, OpKind.SLEEP, 0))),
        mutation("a child has more than its parent", "ambient_authority",
            "more than the task that spawned it", s -> s.after("t4.RUNNING", o -> o.onSpawn(mighty))
                .after("t4.RUNNING+", o -> o.onTaskState(mighty, TaskState.CREATED, TaskState.COMPLETED))
                .after("t4.RUNNING++", o -> o.onEnd(mighty, EventStream.OK))),
        mutation("an unbounded region in a bounded one", "deadline_monotone", "no deadline",
            s -> s.replace("r2.open", o -> o.onRegionOpened(EventStream.region(2, 0, Optional.empty())))),
        mutation("a later deadline in an earlier one", "deadline_monotone", "later than",
            s -> s.replace("r2.open", o -> o.onRegionOpened(
                EventStream.region(2, 0, Optional.of(EventStream.DEADLINE.plusSeconds(1)))))));
  }

  private static Stream<Mutation> ofCancellation() {
    return Stream.of(
        mutation("a cancellation does not reach a child", "cancellation_protocol", "never cancelled itself",
            s -> s.without("r2.cancelled")),
        mutation("a step is left out", "cancellation_protocol", "but it was RUNNING",
            s -> s.without("t3.CANCEL_REQUESTED")),
        mutation("a step is illegal", "cancellation_protocol", "no legal step",
            s -> s.replace("t2.COMPLETED", o -> o.onTaskState(
                EventStream.T2, TaskState.RUNNING, TaskState.FINALIZING))),
        mutation("a request gets weaker", "cancellation_protocol", "weaker than",
            s -> s.after("t3.request", o -> o.onCancelRequested(
                EventStream.T3, EventStream.reason(CancelKind.USER)))),
        mutation("an acknowledgement without a request", "cancellation_protocol", "nobody requested",
            s -> s.without("t3.request")),
        mutation("an acknowledgement inside a mask", "cancellation_protocol", "inside 1 masks",
            s -> s.moveAfter("t3.unmask", "t3.ack")),
        mutation("a mask that is left twice", "cancellation_protocol", "from mask depth 0 to -1",
            s -> s.after("t3.unmask", o -> o.onMask(EventStream.T3, -1))
                .after("t3.unmask+", o -> o.onMask(EventStream.T3, 0))),
        mutation("a request that never ends the task", "cancellation_protocol", "it is FINALIZING",
            s -> s.without("t3.COMPLETED")),
        mutation("a request that nobody tells the task", "cancellation_protocol", "has not been told",
            s -> s.after("t3.unmask", o -> {
              for (int i = 0; i < 66; i++) {
                o.onOperation(EventStream.T3, OpKind.CHECKPOINT, 3);
              }
            })));
  }

  private static List<OracleReport> judge(EventStream stream) {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    stream.feed(suite);
    return suite.reports();
  }

  @Test
  void a_clean_run_passes_every_oracle() {
    List<OracleReport> reports = judge(EventStream.clean());

    assertThat(reports).hasSize(10).allSatisfy(report -> assertThat(report.violations()).isEmpty());
    assertThat(reports.subList(0, 9)).allSatisfy(report -> {
      assertThat(report.isOk()).isTrue();
      assertThat(report.events()).isPositive();
    });
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void a_broken_rule_fails_its_oracles_and_no_others(Mutation mutation) {
    List<OracleReport> reports = judge(mutation.change().apply(EventStream.clean()));

    List<OracleReport> failed = reports.stream().filter(report -> !report.violations().isEmpty()).toList();
    assertThat(failed).extracting(OracleReport::oracle)
        .containsExactlyInAnyOrderElementsOf(mutation.caughtBy());
    assertThat(failed).anySatisfy(report ->
        assertThat(report.violations()).anySatisfy(text -> assertThat(text).contains(mutation.evidence())));
  }

  @Test
  void every_oracle_that_judges_one_run_is_shown_to_fail_by_some_mutation() {
    List<String> names = OracleNames.all().stream().filter(name -> !name.equals("determinism")).toList();

    assertThat(mutations().flatMap(mutation -> mutation.caughtBy().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void the_determinism_oracle_passes_equal_traces_and_tells_the_first_difference() {
    LabTrace trace = trace(EventStream.clean());
    LabTrace changed = trace(EventStream.clean().without("f1.end"));

    assertThat(DeterminismOracle.difference(trace, trace(EventStream.clean()))).isEmpty();
    assertThat(DeterminismOracle.difference(trace, changed)).get().asString()
        .contains("expected: ").contains("FINALIZER_ENDED").containsPattern("(before:.*\\n\\s+){5}expected");
  }

  private static LabTrace trace(EventStream stream) {
    TraceRecorder recorder = new TraceRecorder(() -> 7, 1_000);
    stream.feed(recorder);
    return recorder.trace();
  }

  @Test
  void a_selection_judges_in_the_fixed_order_and_an_unknown_name_is_refused() {
    OracleSuite suite = OracleSuite.of(List.of("finalizer", "task_leak", "finalizer"));

    assertThat(suite.reports()).extracting(OracleReport::oracle).containsExactly("task_leak", "finalizer");
    assertThat(suite.hooks())
        .containsExactlyInAnyOrder(Hook.SPAWN, Hook.END, Hook.REGION_CLOSED, Hook.FINALIZER);
    assertThatThrownBy(() -> OracleSuite.of(List.of("task_leak", "looser_drain")))
        .isInstanceOf(CxConfigException.class)
        .hasMessageContaining("CX-4009")
        .hasMessageContaining("\"loser_drain\"?");
  }

  @Test
  void an_empty_selection_watches_nothing() {
    assertThat(OracleSuite.of(List.of()).hooks()).isEmpty();
  }

  @Test
  void an_oracle_that_fails_itself_is_a_violation() {
    OracleSuite suite = new OracleSuite(List.of(new Oracle() {
      @Override
      public String name() {
        return "clumsy";
      }

      @Override
      public Set<Hook> hooks() {
        return EnumSet.of(Hook.SPAWN);
      }

      @Override
      public void onSpawn(TaskInfo task) {
        throw new IllegalStateException("tripped");
      }

      @Override
      public List<String> check() {
        return List.of();
      }
    }));

    EventStream.clean().feed(suite);

    assertThat(suite.reports().getFirst().isOk()).isFalse();
    assertThat(suite.reports().getFirst().violations().getFirst()).contains("tripped");
  }

  @Test
  void after_a_reset_nothing_is_remembered() {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    EventStream.clean().without("r2.cancelled").feed(suite);

    suite.reset();
    EventStream.clean().feed(suite);

    assertThat(suite.reports()).allSatisfy(report -> assertThat(report.violations()).isEmpty());
  }
}
