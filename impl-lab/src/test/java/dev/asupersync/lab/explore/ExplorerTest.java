package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Task;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplorerTest {

  private static final Task<String, Exception> RACE = Small.program(1, 0, Small.increment(0), Small.increment(0));
  private static final Task<String, Exception> CROSSED =
      Small.program(0, 2, Small.nested(0, 1), Small.nested(1, 0));

  private static String without(Exploration found) {
    return found.toString().replaceAll("[\\d.]+ s, [\\d,]+ schedules/s", "");
  }

  @ParameterizedTest
  @MethodSource("searches")
  void what_is_found_does_not_depend_on_the_number_of_threads(String search) {
    for (Task<String, Exception> program : List.of(Small.reorder(4), CROSSED)) {
      List<String> found = new ArrayList<>();
      for (int threads : new int[] {1, 2, 5}) {
        Explorer explorer = Explorer.of(Small.ALONE).threads(threads).budget(Budget.schedules(500));
        found.add(without(explorer.explore("it", Searches.named(search, 3), Exception.class, program)));
        found.add(without(explorer.countingAll().explore("it", Searches.named(search, 3), Exception.class, program)));
      }
      assertThat(found.subList(2, 4)).isEqualTo(found.subList(0, 2));
      assertThat(found.subList(4, 6)).isEqualTo(found.subList(0, 2));
    }
  }

  static List<String> searches() {
    return Searches.names();
  }

  static Stream<Arguments> programs() {
    return Stream.of(
        Arguments.of("race", RACE),
        Arguments.of("locks crossed", CROSSED),
        Arguments.of("three writers", Small.program(1, 0, Small.writes(0, 1), Small.writes(0, 1), Small.writes(0, 1))),
        Arguments.of("two by four", Small.program(1, 0, Small.writes(0, 4), Small.writes(0, 4))),
        Arguments.of("philosophers", Small.program(0, 3, Small.nested(0, 1), Small.nested(1, 2), Small.nested(2, 0))),
        Arguments.of("try", Small.program(1, 1,
            (c, v, m) -> m.get(0).tryLock(c).ifPresent(guard -> {
              v.get(0).set(c, 1);
              guard.release();
            }),
            (c, v, m) -> m.get(0).tryLock(c).ifPresent(guard -> {
              v.get(0).set(c, 2);
              guard.release();
            }))));
  }

  /** Two ways to tell classes apart, one by clocks and one by what was done to each thing, must count the same. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void samples_meet_as_many_classes_as_the_search_by_classes(String name, Task<String, Exception> program) {
    Exploration all = Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(1_000))
        .explore(name, Searches.named("dpor", 0), Exception.class, program);
    Exploration walked = Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(6_000))
        .explore(name, Searches.surw(1), Exception.class, program);

    assertThat(all.isComplete()).isTrue();
    assertThat(all.classes()).isEqualTo(all.runs());
    assertThat(walked.classes()).isEqualTo(all.classes());
    assertThat(walked.unseen()).isLessThan(0.001);
    assertThat(walked.isComplete()).isFalse();
  }

  @Test
  void that_all_classes_were_explored_is_said_only_then() {
    Explorer explorer = Explorer.of(LabConfig.defaults()).budget(Budget.schedules(1_000));

    assertThat(explorer.explore("race", Searches.named("dpor", 0), Exception.class, RACE).toString())
        .startsWith("race: all 4 classes explored, 0 violations.");
    assertThat(explorer.explore("race", Searches.walk(1), Exception.class, RACE).toString())
        .startsWith("race: 0 violations.").contains("unseen (estimated)");
  }

  @Test
  void the_first_failure_comes_with_the_word_that_replays_it() {
    Exploration found = Explorer.of(LabConfig.defaults())
        .explore("crossed", Searches.pos(1), Exception.class, CROSSED);
    Exploration.Failure failure = found.failure().orElseThrow();

    assertThat(failure.kind()).isEqualTo(Exploration.Kind.VIOLATION);
    assertThat(failure.number()).isEqualTo(found.runs() - 1);
    assertThat(failure.report().trace().size()).isPositive();
    assertThat(found.toString())
        .contains("CX-4002", "Again: asupersync lab replay crossed " + failure.token());
    assertThat(found.toJson())
        .contains("\"failures\":1", "\"kind\":\"violation\"", "\"token\":\"" + failure.token() + "\"", "\\n");
  }

  @Test
  void a_failure_of_the_program_is_told_as_one() {
    Exploration found = Explorer.of(LabConfig.defaults().maxSteps(100_000))
        .explore("reorder", Searches.surw(1), Exception.class, Small.reorder(2));

    assertThat(found.failure().orElseThrow().kind()).isEqualTo(Exploration.Kind.PROGRAM);
    assertThat(found.toString()).contains("saw the one without the other");
  }

  /** What the tasks do depends on a number that no schedule decides. */
  @Test
  void a_class_that_ends_in_two_ways_is_a_failure() {
    AtomicInteger unseen = new AtomicInteger();
    Task<Object, Exception> program = cx -> cx.region(scope -> {
      scope.launch(c -> c.checkpoint());
      return unseen.getAndIncrement() / 10;
    }).orThrow();

    Exploration found = Explorer.of(LabConfig.defaults()).threads(1)
        .explore("unseen", Searches.walk(1), Exception.class, program);

    assertThat(found.failure().orElseThrow().kind()).isEqualTo(Exploration.Kind.NONDETERMINISM);
    assertThat(found.toString()).contains("CX-4020", "Ok: 1");
    assertThat(found.runs()).isEqualTo(11);
  }

  /** A strategy that cannot answer: nothing that such a run shows counts. */
  @Test
  void a_run_that_was_not_led_is_an_error() {
    ScheduleStrategy mad = new ScheduleStrategy() {
      @Override
      public int choose(DecisionKind kind, Candidates candidates) {
        return candidates.count();
      }
    };
    Exploration found = Explorer.of(LabConfig.defaults())
        .explore("race", Searches.samples("mad", 1, _ -> mad), Exception.class, RACE);

    assertThat(found.failure().orElseThrow().kind()).isEqualTo(Exploration.Kind.NOT_CHECKED);
    assertThat(found.isOk()).isFalse();
  }

  @Test
  void an_unknown_oracle_is_refused() {
    assertThatThrownBy(() -> Explorer.of(LabConfig.defaults().oracles(List.of("task_leek")))
            .explore("race", Searches.walk(1), Exception.class, RACE))
        .isInstanceOfSatisfying(CxConfigException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_ORACLE));
  }

  @Test
  void without_oracles_it_says_that_only_the_program_judged() {
    assertThat(Explorer.of(Small.ALONE).explore("race", Searches.walk(1), Exception.class, RACE).toString())
        .contains("No oracle judged");
    assertThat(Explorer.of(LabConfig.defaults()).explore("race", Searches.walk(1), Exception.class, RACE).judges())
        .isGreaterThan(5);
  }

  @Test
  void it_ends_when_little_is_unseen_or_the_time_is_over() {
    Exploration little = Explorer.of(Small.ALONE).budget(Budget.schedules(100_000).orUnseenBelow(0.01))
        .explore("race", Searches.surw(1), Exception.class, RACE);
    Exploration brief = Explorer.of(Small.ALONE).budget(Budget.time(Duration.ofMillis(1)))
        .explore("race", Searches.walk(1), Exception.class, RACE);

    assertThat(little.runs()).isBetween(Budget.ENOUGH, 1_000L);
    assertThat(little.classes()).isEqualTo(4);
    assertThat(brief.runs()).isBetween(1L, 10_000L);
  }

  @Test
  void a_budget_of_nothing_is_refused() {
    assertThatThrownBy(() -> Budget.schedules(0)).hasMessageContaining("0 schedules");
    assertThatThrownBy(() -> Budget.time(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> Explorer.of(Small.ALONE).threads(0)).hasMessageContaining("0 threads");
  }

  @Test
  void what_is_unseen_is_the_part_of_the_classes_met_once() {
    Classes classes = new Classes();
    for (int i = 0; i < 5_000; i++) {
      assertThat(classes.add(new ScheduleClass(i, -i), 0)).isEqualTo(Classes.Found.NEW);
    }
    for (int i = 0; i < 4_000; i++) {
      assertThat(classes.add(new ScheduleClass(i, -i), 0)).isEqualTo(Classes.Found.KNOWN);
    }

    assertThat(classes.add(new ScheduleClass(0, 0), 1)).isEqualTo(Classes.Found.ANOTHER_OUTCOME);
    assertThat(classes.count()).isEqualTo(5_000);
    assertThat(classes.unseen()).isEqualTo(1_000 / 9_001.0);
  }

  /** 100,000 classes met once and 10 met often, in a memory for 1,000. */
  @Test
  void what_does_not_fit_is_estimated() {
    Classes classes = new Classes(1_000);
    SplitMix dice = new SplitMix(1, 1);
    for (int i = 0; i < 100_000; i++) {
      classes.add(new ScheduleClass(dice.next(), dice.next()), 0);
      classes.add(new ScheduleClass(7, 1L << 40), 0);
    }

    assertThat((double) classes.count()).isCloseTo(100_001, Percentage.withPercentage(15));
    assertThat(classes.add(new ScheduleClass(7, 1L << 40), 1)).isEqualTo(Classes.Found.ANOTHER_OUTCOME);
    assertThat(classes.add(new ScheduleClass(7, -1), 0)).isEqualTo(Classes.Found.LEFT_OUT);
  }

  @Test
  void where_classes_are_few_the_portfolio_runs_one_of_each() {
    Exploration found = Explorer.of(LabConfig.defaults()).budget(Budget.schedules(10_000))
        .explore("race", new Portfolio(1), Exception.class, RACE);

    assertThat(found.toString()).startsWith("race: all 4 classes explored, 0 violations.");
    assertThat(found.isComplete()).isTrue();
    assertThat(found.runs()).isLessThan(2_500);
    assertThat(found.toJson()).contains("\"estimate\":4,", "\"complete\":true");
  }

  @Test
  void where_classes_are_many_it_goes_on_with_samples() {
    Exploration found = Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(3_000))
        .explore("it", new Portfolio(1), Exception.class, Small.reorder(9));

    assertThat(found.isComplete()).isFalse();
    assertThat(found.estimate().orElseThrow()).isGreaterThan(Portfolio.AFFORDABLE);
    assertThat(found.search()).isEqualTo("portfolio from seed 1");
    assertThat(found.figures()).containsPattern("classes of about [\\d.,e+]+, ").contains("% unseen (estimated)");
  }
}
