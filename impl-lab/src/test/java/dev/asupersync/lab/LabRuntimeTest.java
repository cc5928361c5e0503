package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.trace.Breach;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceRule;
import dev.asupersync.spi.Wiring;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabRuntimeTest {

  private static final LabConfig CONFIG = LabConfig.defaults();

  private static LabRuntime lab(LabConfig config) {
    return LabRuntime.create(config);
  }

  @Test
  void a_clean_program_passes_every_oracle_that_can_judge_it() {
    LabRuntime lab = lab(CONFIG);

    LabReport<String, Exception> report = lab.run(Exception.class, Programs.MIXED);

    assertThat(report.violations()).isEmpty();
    assertThat(report.orThrow().isOk()).as(report.toString()).isTrue();
    assertThat(report.oracles()).hasSize(14);
    assertThat(report.oracles().stream().filter(one -> !one.isOk()).map(OracleReport::oracle))
        .containsExactly("determinism");
    assertThat(lab.obligationLeakOracle().isOk()).isTrue();
    assertThat(lab.quiescenceOracle().isOk()).isTrue();
    assertThat(lab.taskLeakOracle().events()).isPositive();
    assertThat(report.decisions()).isPositive();
  }

  @Test
  void a_thousand_seeds_of_a_clean_program_break_nothing_and_differ() {
    Set<String> schedules = new HashSet<>();

    LabRuntime.Exploration<String, Exception> explored =
        lab(CONFIG.captureTrace(false)).explore(1_000, Exception.class, Programs.MIXED, report -> {
          schedules.add(report.scheduleHash());
          return report.isFailure();
        });

    assertThat(explored.firstFailure()).isEmpty();
    assertThat(schedules).hasSizeGreaterThan(990);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_a_thousand_times() {
    LabRuntime lab = lab(CONFIG.seed(3));
    LabReport<String, Exception> first = lab.run(Exception.class, Programs.MIXED);
    byte[] bytes = first.trace().bytes();

    for (int i = 0; i < 1_000; i++) {
      LabReport<String, Exception> again = lab.run(Exception.class, Programs.MIXED);
      assertThat(again.trace().bytes()).isEqualTo(bytes);
      assertThat(again.scheduleHash()).isEqualTo(first.scheduleHash());
      assertThat(again.steps()).isEqualTo(first.steps());
    }
  }

  @Test
  void a_replayed_schedule_leaves_the_same_trace_whatever_the_seed() {
    LabReport<String, Exception> recorded =
        lab(CONFIG.seed(5).entropySeed(1)).run(Exception.class, Programs.MIXED);

    LabReport<String, Exception> again =
        lab(CONFIG.seed(6).entropySeed(1)).replay(recorded.schedule(), Exception.class, Programs.MIXED);

    assertThat(again.violations()).isEmpty();
    assertThat(again.trace().sha256()).isEqualTo(recorded.trace().sha256());
  }

  @Test
  void a_replay_of_another_program_diverges_and_is_drained() {
    LabReport<String, Exception> recorded = lab(CONFIG.seed(5)).run(Exception.class, Programs.MIXED);

    LabReport<Integer, Exception> other =
        lab(CONFIG.seed(5)).replay(recorded.schedule(), Exception.class, Programs.LOST_UPDATE);

    assertThat(other.violations().getFirst().code()).isEqualTo(ErrorCode.SCHEDULE_DIVERGED);
  }

  @Test
  void a_day_of_virtual_sleep_takes_a_handful_of_steps() {
    LabReport<String, Exception> report = lab(CONFIG).run(Exception.class, cx -> {
      for (int hour = 0; hour < 24; hour++) {
        cx.sleep(Duration.ofHours(1));
      }
      return "rested";
    });

    assertThat(report.virtualTime()).isEqualTo(Duration.ofHours(24));
    assertThat(report.steps()).isLessThan(100);
  }

  @Test
  void a_deadlock_names_who_waits_for_whom_and_drains_by_the_rules() {
    LabReport<String, Exception> report = lab(CONFIG).run(Exception.class, Programs.DEADLOCK);

    assertThat(report.violations()).hasSize(1);
    assertThat(report.violations().getFirst().code()).isEqualTo(ErrorCode.DEADLOCK);
    assertThat(report.violations().getFirst().text())
        .contains("nothing can run and no alarm is pending")
        .contains("\"anna\" waits for ")
        .contains("\"bert\" waits for ");
    assertThat(report.outcome()).get().isInstanceOf(Outcome.Cancelled.class);
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(CxViolationException.class)
        .hasMessageContaining("CX-4001")
        .hasMessageContaining("Again: -Dasupersync.lab.seed=42");
  }

  @Test
  void what_is_held_at_a_deadlock_makes_it_a_futurelock_that_names_it() {
    LabReport<String, Exception> report = lab(CONFIG).run(Exception.class, Programs.FUTURELOCK);

    assertThat(report.violations().getFirst().code()).isEqualTo(ErrorCode.FUTURELOCK);
    assertThat(report.violations().getFirst().text())
        .contains("\"holder\" holds SEND_PERMIT")
        .contains("\"data\"");
  }

  @Test
  void a_holder_that_waits_for_more_steps_than_the_limit_is_a_futurelock() {
    LabConfig config = CONFIG.futurelockMaxIdleSteps(300);

    LabReport<String, Exception> under = lab(config).run(Exception.class, Programs.idleHolder(250));
    LabReport<String, Exception> over = lab(config).run(Exception.class, Programs.idleHolder(320));
    LabReport<String, Exception> off =
        lab(config.futurelockMaxIdleSteps(0)).run(Exception.class, Programs.idleHolder(320));

    assertThat(under.violations()).isEmpty();
    assertThat(off.violations()).isEmpty();
    assertThat(over.violations().getFirst().code()).isEqualTo(ErrorCode.FUTURELOCK);
    assertThat(over.violations().getFirst().text())
        .contains("has waited for 301 steps (limit 300)")
        .contains("O1");
  }

  @Test
  void a_body_that_holds_and_waits_is_found_on_the_strand_of_its_opener() {
    LabConfig config = CONFIG.futurelockMaxIdleSteps(300);

    LabReport<String, Exception> under = lab(config).run(Exception.class, Programs.idleBody(250));
    LabReport<String, Exception> over = lab(config).run(Exception.class, Programs.idleBody(320));

    assertThat(under.violations()).isEmpty();
    assertThat(over.violations().getFirst().code()).isEqualTo(ErrorCode.FUTURELOCK);
  }

  @Test
  void a_leaked_obligation_fails_the_run_and_says_where_it_was_reserved() {
    LabRuntime lab = lab(CONFIG);

    LabReport<String, Exception> report = lab.run(Exception.class, Programs.LEAK);

    assertThat(lab.obligationLeakOracle().isOk()).isFalse();
    assertThat(lab.taskLeakOracle().isOk()).isTrue();
    assertThat(report.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.code()).isEqualTo(ErrorCode.ORACLE_VIOLATED);
      assertThat(violation.text()).contains("obligation_leak").contains("Programs.java").contains("O1");
    });
  }

  @Test
  void a_program_without_an_end_is_stopped_by_the_rules_of_cancellation() {
    LabReport<String, Exception> report = lab(CONFIG.maxSteps(2_000)).run(Exception.class, cx -> {
      while (true) {
        cx.checkpoint("turning");
      }
    });

    assertThat(report.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.code()).isEqualTo(ErrorCode.STEP_LIMIT);
      assertThat(violation.text()).contains("2000 steps").contains("last said \"turning\"");
    });
    assertThat(report.outcome()).get().isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void a_program_that_will_not_be_cancelled_is_ended_by_force() {
    LabReport<String, Exception> report = lab(CONFIG.maxSteps(2_000)).run(Exception.class, cx -> {
      while (true) {
        try {
          cx.checkpoint();
        } catch (Error swallowed) {
          assertThat(swallowed).isNotNull();
        }
      }
    });

    assertThat(report.violations().getFirst().code()).isEqualTo(ErrorCode.STEP_LIMIT);
  }

  @Test
  void exploring_finds_a_lost_update_and_its_seed_shows_it_again() {
    LabRuntime.Exploration<Integer, Exception> explored =
        lab(CONFIG.seed(0)).explore(100, Exception.class, Programs.LOST_UPDATE);
    long seed = explored.firstFailure().orElseThrow().seed();

    for (int i = 0; i < 10; i++) {
      assertThat(lab(CONFIG.seed(seed)).run(Exception.class, Programs.LOST_UPDATE).isFailure()).isTrue();
    }
    assertThat(explored.runs()).isLessThan(20);
  }

  @Test
  void the_seed_that_fails_is_run_again_with_its_trace() {
    LabReport<Integer, Exception> failed =
        lab(CONFIG.seed(0)).explore(100, Exception.class, Programs.LOST_UPDATE).firstFailure().orElseThrow();

    assertThat(failed.trace().size()).isPositive();
    assertThat(failed.again()).doesNotContain("not recorded");
  }

  @Test
  void a_failure_that_does_not_come_again_is_told_as_what_it_is() {
    AtomicInteger runs = new AtomicInteger();

    LabRuntime.Exploration<Integer, Exception> explored = lab(CONFIG).explore(100, Exception.class, cx -> {
      if (runs.incrementAndGet() == 5) {
        throw new IllegalStateException("once");
      }
      return 1;
    });

    assertThat(explored.runs()).isEqualTo(5);
    assertThat(explored.firstFailure()).get().satisfies(report ->
        assertThat(report.violations()).singleElement().extracting(Violation::code)
            .isEqualTo(ErrorCode.NONDETERMINISM));
  }

  @Test
  void what_the_lab_does_not_control_is_found_by_running_twice() {
    LabReport<?, Exception> report = lab(CONFIG).checkDeterminism(Exception.class, Programs.UNCONTROLLED);

    assertThat(report.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.code()).isEqualTo(ErrorCode.NONDETERMINISM);
      assertThat(violation.text()).contains("before:").contains("message=first").contains("expected:")
          .contains("actual:").contains("message=drew");
    });
    assertThat(report.oracle("determinism").isOk()).isFalse();
  }

  @Test
  void a_program_that_the_lab_controls_is_deterministic_unless_its_trace_is_cut_off() {
    LabRuntime lab = lab(CONFIG);

    LabReport<String, Exception> whole = lab.checkDeterminism(Exception.class, Programs.MIXED);
    LabReport<String, Exception> cut =
        lab(CONFIG.traceCapacity(20)).checkDeterminism(Exception.class, Programs.MIXED);

    assertThat(whole.isClean()).isTrue();
    assertThat(lab.determinismOracle().isOk()).isTrue();
    assertThat(cut.trace().isTruncated()).isTrue();
    assertThat(cut.violations()).singleElement()
        .satisfies(violation -> assertThat(violation.text()).contains("cut off after 20"));
  }

  @Test
  void an_unknown_oracle_is_refused_with_the_nearest_name() {
    assertThatThrownBy(() -> lab(CONFIG.oracles(List.of("task_leek"))).run(cx -> 1))
        .isInstanceOf(CxConfigException.class)
        .hasMessageContaining("CX-4009")
        .hasMessageContaining("Did you mean \"task_leak\"?")
        .hasMessageContaining("loser_drain");
  }

  @Test
  void a_trace_can_be_read_back_and_says_what_happened() {
    LabReport<String, Exception> report = lab(CONFIG).run(Exception.class, Programs.MIXED);

    LabTrace read = LabTrace.parse(report.trace().bytes());

    assertThat(read.text()).isEqualTo(report.trace().text())
        .contains("SPAWN").contains("name=producer1").contains("op=CHANNEL_RESERVE").contains("message=done")
        .contains("TIME_ADVANCED from=0 to=1000000").contains("reason=user: enough");
  }

  @Test
  void a_run_that_the_oracles_do_not_see_fails() {
    LabInterpretation lab = LabInterpretation.of(LabConfig.defaults());
    LabInterpretation unasked = LabInterpretation.of(LabConfig.defaults().oracles(List.of()));

    try (Kernel unwatched = Kernel.open("lab", Wiring.of(lab), KernelSettings.DEFAULT)) {
      assertThatThrownBy(() -> unwatched.run(cx -> 42))
          .isInstanceOf(CxViolationException.class)
          .hasMessageContaining("CX-4023")
          .hasMessageContaining("not among the observers");
    }
    try (Kernel unjudged = Kernel.open("lab", Wiring.of(unasked), KernelSettings.DEFAULT)) {
      assertThat(unjudged.run(cx -> 42).orThrow()).isEqualTo(42);
    }
  }

  @Test
  void a_trace_that_was_cut_off_or_not_kept_proves_nothing() {
    LabConfig config = LabConfig.defaults();

    assertThat(LabRuntime.create(config).run(Exception.class, Programs.MIXED).refinement()).isEmpty();
    assertThat(LabRuntime.create(config.traceCapacity(10)).run(Exception.class, Programs.MIXED).refinement())
        .map(Breach::rule).contains(TraceRule.RUN_003);
    assertThat(LabRuntime.create(config.captureTrace(false)).run(Exception.class, Programs.MIXED).refinement())
        .map(Breach::rule).contains(TraceRule.RUN_003);
  }
}
