package dev.asupersync.lab.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Race;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.selftest.EventStream;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.TaskInfo;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite: who is in it, what it hears, and what it says when it hears nothing. */
class OracleSuiteTest {

  private static List<OracleReport> judge(EventStream stream) {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    stream.feed(suite);
    return suite.reports();
  }

  @Test
  void a_clean_run_passes_every_oracle() {
    List<OracleReport> reports = judge(EventStream.clean());

    assertThat(reports).hasSize(14).allSatisfy(report -> assertThat(report.violations()).isEmpty());
    assertThat(reports.subList(0, 13)).allSatisfy(report -> {
      assertThat(report.isOk()).isTrue();
      assertThat(report.events()).isPositive();
    });
  }

  @Test
  void a_body_may_end_with_a_reason_that_was_told_to_something_below_it() {
    LabReport<Object, IOException> report = LabRuntime.create(LabConfig.defaults()).run(
        IOException.class,
        cx -> cx.<Object, IOException>region(IOException.class, scope -> {
          TaskHandle<Object, IOException> asks = scope.spawn(
              c -> c.<Object>region(i -> Race.<Object, RuntimeException>never().run(i.cx())).orThrow());
          scope.launch(_ -> {
            throw new IOException("fails, so the other is cancelled");
          });
          return asks.join().orThrow();
        }).orThrow());

    assertThat(report.outcome().orElseThrow().declaredError()).isPresent();
    assertThat(report.violations()).isEmpty();
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
        .containsExactlyInAnyOrder(Hook.SPAWN, Hook.END, Hook.REGION_CLOSED, Hook.FINALIZER, Hook.RUNTIME,
            Hook.REGION_OPENED, Hook.STUCK);
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
    OracleSuite suite = OracleSuite.with(new Oracle() {
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
    });

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

  @Test
  void a_suite_that_saw_nothing_or_not_the_end_says_so() {
    OracleSuite unattached = OracleSuite.of(List.of("all"));
    OracleSuite takenOff = OracleSuite.of(List.of("all"));
    EventStream.clean().without("r0.close").feed(takenOff);
    OracleSuite whole = OracleSuite.of(List.of("all"));
    EventStream.clean().feed(whole);

    assertThat(unattached.blindness()).get().asString().contains("saw nothing", "never told them");
    assertThat(takenOff.blindness()).get().asString().contains("did not see it end");
    assertThat(whole.blindness()).isEmpty();
    assertThat(OracleSuite.of(List.of()).blindness()).as("nobody asked").isEmpty();
  }

  @Test
  void what_was_found_says_at_which_event() {
    OracleSuite suite = OracleSuite.of(List.of("task_leak"));
    EventStream.clean().without("t1.end").feed(suite);

    assertThat(suite.reports().getFirst().violations().getFirst()).matches(".*T1 \"t1\" \\[event \\d+]");
  }
}
