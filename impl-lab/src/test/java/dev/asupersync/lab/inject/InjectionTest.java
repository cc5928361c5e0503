package dev.asupersync.lab.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.Moment;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {

  private static final LabConfig CONFIG = LabConfig.defaults().seed(7);

  /** Chooses 0 everywhere. */
  private record Zeros(FaultPlan plan) implements ScheduleStrategy {
    @Override
    public int choose(DecisionKind kind, Candidates candidates) {
      return 0;
    }
  }

  private static Injection with(String search) {
    return Injection.of(CONFIG).search(() -> Searches.named(search, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk", "pct", "pos", "surw", "urw", "delay", "preemption", "portfolio", "dpor"})
  void a_program_that_gives_back_what_it_took_passes_at_every_point_in_every_search(String search) {
    InjectionReport report = with(search).run("borrowing", Exception.class, Tokens.borrowing(true));

    assertThat(report.isOk()).as(report::toString).isTrue();
    assertThat(report.points()).isGreaterThan(10);
    assertThat(report.cancelled()).isGreaterThan(report.points());
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk", "pct", "pos", "surw", "urw", "delay", "preemption", "portfolio", "dpor"})
  void a_program_that_loses_what_it_took_is_caught_and_its_token_shows_it_again(String search) {
    InjectionReport report = with(search).run("borrowing", Exception.class, Tokens.borrowing(false));

    assertThat(report.failures()).hasSize(2);
    InjectionReport.Found found = report.failures().getFirst();
    assertThat(found.place().task()).isEqualTo("borrower");
    assertThat(found.toString()).contains("cancel self (user)").contains("the token is lost");
    ReplayToken token = ReplayToken.parse(found.failure().token().toString());
    Explorer.Replayed again =
        Explorer.of(LabConfig.defaults()).replay("borrowing", token, Exception.class, Tokens.borrowing(false));
    assertThat(again.divergence()).isEmpty();
    assertThat(again.report().outcome().orElseThrow()).isInstanceOf(Outcome.Err.class);
    assertThat(again.report().injected()).containsEntry("cancel", 1L);
  }

  @Test
  void the_points_at_which_it_fails_are_those_between_the_taking_and_the_giving_back() {
    InjectionReport report = with("dpor").run("borrowing", Exception.class, Tokens.borrowing(false));

    assertThat(report.failures()).extracting(found -> found.place().operation().name())
        .containsExactly("CELL_WRITE", "CHECKPOINT");
    assertThat(report.failures()).extracting(found -> found.place().moment()).containsOnly(Moment.OPERATION);
  }

  @Test
  void without_its_injected_decision_the_failing_run_is_clean() {
    ReplayToken token = with("walk").run("borrowing", Exception.class, Tokens.borrowing(false))
        .failures().getFirst().failure().token();
    LabReport<String, Exception> failing = LabRuntime.create(CONFIG.entropySeed(token.seed()))
        .run(Replay.asFarAsItFits(token), Exception.class, Tokens.borrowing(false));
    assertThat(failing.isFailure()).isTrue();
    assertThat(failing.schedule().toString()).startsWith("with:cancel/user/self@operation,wait!1 ").contains("i1/2");

    Schedule again = Schedule.parse(failing.schedule().toString());
    assertThat(LabRuntime.create(CONFIG.entropySeed(token.seed()))
        .replay(again, Exception.class, Tokens.borrowing(false)).outcome().orElseThrow())
        .isInstanceOf(Outcome.Err.class);

    LabReport<String, Exception> without = LabRuntime.create(CONFIG.entropySeed(token.seed())).run(
        new Zeros(again.plan()), Exception.class, Tokens.borrowing(false));

    assertThat(without.outcome()).contains(new Outcome.Ok<>("kept"));
    assertThat(without.injected()).isEmpty();
  }

  @Test
  void with_one_schedule_of_each_class_a_cancelled_region_is_seen_at_every_cut_of_its_tasks() {
    for (int tasks = 1; tasks <= 2; tasks++) {
      for (int checkpoints = 1; checkpoints <= 3; checkpoints++) {
        Set<String> seen = Tokens.none();
        InjectionReport report = with("dpor").targets(List.of(new Target.NamedRegion("walk"))).schedules(10_000)
            .run("walkers", Exception.class, Tokens.walkers(tasks, checkpoints, seen));

        assertThat(report.isOk()).as(report::toString).isTrue();
        assertThat(report.isComplete()).isTrue();
        assertThat(seen).hasSize((int) Math.pow(checkpoints + 1, tasks));
      }
    }
  }

  @Test
  void points_that_the_first_run_does_not_have_are_cancelled_at_too() {
    InjectionReport first = with("delay").schedules(1).run("branching", Exception.class, Tokens.branching());
    InjectionReport all = with("dpor").schedules(1_000).run("branching", Exception.class, Tokens.branching());

    assertThat(all.isOk()).as(all::toString).isTrue();
    assertThat(all.isComplete()).isTrue();
    assertThat(all.points()).isEqualTo(first.points() + 2);
  }

  @Test
  void every_kind_reaches_every_target() {
    List<CancelKind> kinds = Arrays.asList(CancelKind.values());
    List<Target> targets =
        List.of(Target.SELF, Target.HERE, Target.RUN, new Target.NamedTask("walker1"), new Target.NamedRegion("walk"));
    for (Target target : targets) {
      InjectionReport report = with("walk").schedules(2).kinds(kinds).targets(List.of(target))
          .run("walkers", Exception.class, Tokens.walkers(2, 1, Tokens.none()));

      assertThat(report.isOk()).as(report::toString).isTrue();
      assertThat(report.runs()).isEqualTo(report.points() * kinds.size() * 2);
      assertThat(report.cancelled()).as(target.toString()).isGreaterThan(report.runs() / 4);
    }
  }

  @Test
  void what_was_never_there_to_be_cancelled_is_no_success() {
    InjectionReport report = with("walk").targets(List.of(new Target.NamedTask("nobody")))
        .run("borrowing", Exception.class, Tokens.borrowing(true));

    assertThat(report.isOk()).isFalse();
    assertThat(report.verdict()).startsWith("CX-4041");
    assertThat(report.cancelled()).isZero();
  }

  @Test
  void a_program_that_fails_by_itself_is_not_blamed_on_a_cancellation() {
    InjectionReport report = with("walk").run("failing", Exception.class, cx -> {
      throw new IllegalStateException("always");
    });

    assertThat(report.isOk()).isFalse();
    assertThat(report.without().orElseThrow().text()).contains("always");
    assertThat(report.runs()).isZero();
  }

  @Test
  void only_points_of_the_named_task_and_operation_are_taken() {
    InjectionReport report = with("walk").inTasks(Set.of("borrower")).at(EnumSet.of(OpKind.CHECKPOINT))
        .run("borrowing", Exception.class, Tokens.borrowing(false));

    assertThat(report.points()).isEqualTo(3);
    assertThat(report.failures()).extracting(found -> found.place().number()).containsExactly(3L);
  }

  @Test
  void every_third_of_the_points_is_a_third_of_them() {
    Injection injection = with("walk").schedules(1);
    long all = injection.run("borrowing", Exception.class, Tokens.borrowing(true)).points();

    assertThat(injection.points(new Points.EveryNth(3)).run("borrowing", Exception.class, Tokens.borrowing(true))
        .points()).isEqualTo(all / 3);
    assertThat(injection.points(new Points.First(4)).run("borrowing", Exception.class, Tokens.borrowing(true))
        .points()).isEqualTo(4);
    assertThat(injection.points(new Points.Random(0.5, 1)).run("borrowing", Exception.class, Tokens.borrowing(true))
        .points()).isBetween(1L, all - 1);
    assertThat(injection.points(new Points.Random(1, 1)).run("borrowing", Exception.class, Tokens.borrowing(true))
        .points()).isEqualTo(all);
  }

  @Test
  void words_for_points_are_read_and_others_are_refused() {
    for (String words : List.of("all", "every:3", "first:10", "only:7", "random:0.25")) {
      assertThat(Points.parse(words, 1)).hasToString(words);
    }
    for (String words : List.of("most", "every:0", "every:x", "random:1.5", "random:NaN")) {
      assertThatThrownBy(() -> Points.parse(words, 1)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There are: all, every:N");
    }
  }

  @Test
  void a_second_request_strikes_the_cleanup() {
    InjectionReport report = with("walk").second(3).run("borrowing", Exception.class, Tokens.borrowing(true));

    assertThat(report.isOk()).as(report::toString).isTrue();
    assertThat(report.cancelled()).isPositive();
  }

  @Test
  void an_error_that_is_allowed_is_no_failure() {
    assertThat(with("walk").allowing(List.of(IllegalStateException.class))
        .run("borrowing", Exception.class, Tokens.borrowing(false)).isOk()).isTrue();
    assertThat(with("walk").allowing(List.of(IllegalArgumentException.class))
        .run("borrowing", Exception.class, Tokens.borrowing(false)).isOk()).isFalse();
  }

  @Test
  void what_was_injected_is_in_the_trace() {
    LabReport<?, ?> report = with("walk").run("borrowing", Exception.class, Tokens.borrowing(false))
        .failures().getFirst().failure().report();

    assertThat(report.trace().events()).filteredOn(event -> event.kind() == TraceKind.FAULT_INJECTED)
        .singleElement().satisfies(event -> assertThat(event.text()).isEqualTo("cancel self (user)"));
  }

  @Test
  void the_same_sweep_finds_the_same_however_many_threads_it_has() {
    InjectionReport one = with("pct").threads(1).run("borrowing", Exception.class, Tokens.borrowing(false));
    InjectionReport two = with("pct").threads(2).run("borrowing", Exception.class, Tokens.borrowing(false));

    assertThat(two.failures()).hasSameSizeAs(one.failures());
    assertThat(two.points()).isEqualTo(one.points());
    assertThat(two.failures().getFirst().failure().token())
        .hasToString(one.failures().getFirst().failure().token().toString());
  }
}
