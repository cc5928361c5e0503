package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Mutex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {

  private static final Task<String, Exception> RACE = Small.program(1, 0, Small.increment(0), Small.increment(0));

  static List<String> names() {
    return Searches.names();
  }

  /** Gives the hash of the schedule of each run. */
  private static List<String> schedules(Search search, Task<String, Exception> program, int most) {
    List<String> schedules = new ArrayList<>();
    Search listening = new Search() {
      @Override
      public List<? extends ScheduleStrategy> next() {
        return search.next();
      }

      @Override
      public void ended(int index, RunEnd end) {
        schedules.add(end.report().schedule().toString());
        search.ended(index, end);
      }

      @Override
      public String describe() {
        return search.describe();
      }
    };
    Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(most))
        .explore("it", listening, Exception.class, program);
    return schedules;
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_seed_gives_the_same_schedules_again(String name) {
    List<String> once = schedules(Searches.named(name, 5), Small.reorder(4), 300);

    assertThat(schedules(Searches.named(name, 5), Small.reorder(4), 300)).isEqualTo(once);
    assertThat(once).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("names")
  void another_seed_gives_others(String name) {
    if (List.of("delay", "preemption", "dpor").contains(name)) {
      return;
    }
    assertThat(schedules(Searches.named(name, 5), Small.reorder(4), 100))
        .isNotEqualTo(schedules(Searches.named(name, 7_000), Small.reorder(4), 100));
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_search_meets_all_classes_of_a_small_program(String name) {
    Exploration found = Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(4_000))
        .explore("it", Searches.named(name, 1), Exception.class, RACE);

    assertThat(found.classes()).isEqualTo(4);
    assertThat(found.failures()).isZero();
  }

  @Test
  void a_name_that_is_none_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> Searches.named("best", 1)).hasMessageContaining("walk, pct, pos, surw");
  }

  /** Two tasks write a cell four times each: 70 orders, of which each must come up about 200 times. */
  @Test
  void surw_draws_all_orders_of_what_is_done_to_a_cell_about_equally_often() {
    assertThat(spread(Searches.surw(1))).isLessThan(2.5);
  }

  @Test
  void a_walk_does_not() {
    assertThat(spread(Searches.walk(1))).isGreaterThan(5);
  }

  /** How much more often the most frequent class of 70 came up than the least frequent. */
  private static double spread(Search search) {
    int[] times = new int[70];
    List<ScheduleClass> classes = new ArrayList<>();
    LabRuntime lab = LabRuntime.create(Small.ALONE).unrecorded();
    Task<String, Exception> program = Small.program(1, 0, Small.writes(0, 4), Small.writes(0, 4));
    for (int runs = 0; runs < 14_000;) {
      int index = 0;
      for (var strategy : search.next()) {
        Watch watch = new Watch(strategy);
        LabReport<String, Exception> report = lab.run(watch, Exception.class, program);
        if (!classes.contains(watch.result())) {
          classes.add(watch.result());
        }
        times[classes.indexOf(watch.result())]++;
        search.ended(index++, new RunEnd(runs++, report, watch.result(), false));
      }
    }
    assertThat(classes).hasSize(70);
    Arrays.sort(times);
    return (double) times[69] / times[0];
  }

  private static long found(String name, Task<String, Exception> program, long seed, long most) {
    Exploration exploration = Explorer.of(Small.ALONE).budget(Budget.schedules(most))
        .explore("it", Searches.named(name, seed), Exception.class, program);
    assertThat(exploration.failure()).as(name + " within " + most).isPresent();
    return exploration.failure().orElseThrow().number() + 1;
  }

  @Test
  void pct_finds_what_ten_tasks_must_be_held_back_for() {
    assertThat(found("pct", Small.reorder(9), 1, 10_000)).isPositive();
  }

  @Test
  void surw_finds_what_a_hundred_tasks_must_be_held_back_for() {
    assertThat(found("surw", Small.reorder(99), 1, 2_000)).isPositive();
  }

  @Test
  void surw_comes_between_two_sections_of_the_first_of_fifty() {
    assertThat(found("surw", Small.twoStage(49), 1, 3_000)).isPositive();
  }

  @Test
  void roles_find_within_a_few_runs_what_a_hundred_tasks_must_be_held_back_for() {
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(found("roles", Small.reorder(99), seed, 100)).isPositive();
      assertThat(found("roles", Small.twoStage(99), seed, 300)).isPositive();
    }
  }

  @Test
  void those_of_one_role_come_to_differ_where_one_of_them_falls() {
    assertThat(found("roles", Bugs.named("check_then_act").map(SearchTest::program).orElseThrow(), 1, 1_000))
        .isPositive();
  }

  private static Task<String, Exception> program(Bug bug) {
    return cx -> {
      bug.run(cx);
      return "";
    };
  }

  @Test
  void the_portfolio_finds_them_too() {
    assertThat(found("portfolio", Small.twoStage(99), 1, 1_000)).isPositive();
    assertThat(found("portfolio", Small.reorder(9), 1, 10_000)).isPositive();
  }

  @Test
  void a_strand_that_spins_is_put_off() {
    Task<String, Exception> spin = Small.program(1, 0,
        (c, v, m) -> {
          while (v.get(0).get(c) == 0) {
            c.taskId();
          }
        },
        Small.writes(0, 1));
    for (String name : List.of("pct", "roles", "delay", "preemption")) {
      Exploration found = Explorer.of(Small.ALONE.maxSteps(5_000)).budget(Budget.schedules(40))
          .explore("it", Searches.named(name, 3), Exception.class, spin);

      assertThat(found.isOk()).as(found.toString()).isTrue();
    }
  }

  @Test
  void who_waits_in_a_loop_does_not_keep_those_back_for_whom_it_waits() {
    Task<String, Exception> spin = Small.program(2, 0,
        (c, v, m) -> {
          while (v.get(1).get(c) == 0) {
            c.taskId();
          }
          v.get(0).set(c, 1);
        },
        (c, v, m) -> {
          v.get(0).set(c, 2);
          v.get(1).set(c, 1);
        });
    for (String name : List.of("surw", "urw", "roles", "descent", "portfolio")) {
      Exploration found = Explorer.of(Small.ALONE.maxSteps(2_000)).budget(Budget.schedules(300))
          .explore("it", Searches.named(name, 3), Exception.class, spin);

      assertThat(found.isOk()).as(name + ": " + found).isTrue();
    }
  }

  @Test
  void two_that_spin_do_not_leave_out_the_third_for_whom_they_wait() {
    Task<String, Exception> spin = Small.program(1, 0, SearchTest::spin, SearchTest::spin, Small.writes(0, 1));
    for (String name : List.of("pct", "roles", "delay", "preemption", "portfolio")) {
      Exploration found = Explorer.of(Small.ALONE.maxSteps(5_000)).budget(Budget.schedules(40))
          .explore("it", Searches.named(name, 3), Exception.class, spin);

      assertThat(found.isOk()).as(name + ": " + found).isTrue();
    }
  }

  private static void spin(Cx c, List<Cell<Integer>> v, List<Mutex> m) {
    while (v.getFirst().get(c) == 0) {
      c.taskId();
    }
  }

  @Test
  void what_spins_without_end_is_not_gone_on_from() {
    Task<String, Exception> hangs = Small.program(1, 0, SearchTest::spin, SearchTest::spin);
    Bounded search = Bounded.delays(3);
    Exploration found = Explorer.of(Small.ALONE.maxSteps(500)).budget(Budget.schedules(1_000)).countingAll()
        .explore("it", search, Exception.class, hangs);

    assertThat(found.runs()).as("one run spins, and none begins like it").isEqualTo(1);
    assertThat(search.isComplete()).isFalse();
    assertThat(search.describe()).contains("but for those that spin");
  }

  @Test
  void only_so_many_are_kept_to_go_on_from() {
    Task<String, Exception> program = Small.program(1, 0, Small.writes(0, 4), Small.writes(0, 4));
    Bounded all = new Bounded(false, 3, 10);
    Bounded some = new Bounded(false, 3, 10, 5);
    Explorer explorer = Explorer.of(Small.ALONE).budget(Budget.schedules(100_000));

    long runs = explorer.explore("it", all, Exception.class, program).runs();
    long fewer = explorer.explore("it", some, Exception.class, program).runs();

    assertThat(fewer).isGreaterThan(5).isLessThan(runs / 2);
    assertThat(some.isComplete()).isFalse();
  }
}
