package dev.asupersync.lab.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.sync.Cell;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkerTest {

  private static final LabConfig CONFIG = LabConfig.defaults();

  private static long firstFailingSeed(Task<String, RuntimeException> program) {
    LabRuntime lab = LabRuntime.create(CONFIG.captureTrace(false));
    return LongStream.range(1, 20_000)
        .filter(seed -> lab.run(new RandomWalk(seed), RuntimeException.class, program).isFailure())
        .findFirst()
        .orElseThrow();
  }

  private static Shrinker.Shrunk shrink(Task<String, RuntimeException> program) {
    long seed = firstFailingSeed(program);
    return Shrinker.of(CONFIG, 20_000).shrink("p", new RandomWalk(seed), RuntimeException.class, program)
        .orElseThrow();
  }

  /** Two tasks race, and many more have nothing to do with it. */
  private static String crowd(Cx cx, int bystanders) {
    return cx.<String>region(scope -> {
      Cell<Integer> account = scope.open(Cell.of(0));
      for (int i = 0; i < bystanders; i++) {
        Cell<Integer> own = scope.open(Cell.of(0));
        scope.launch(TaskOptions.named("bystander"), c -> {
          for (int k = 0; k < 10; k++) {
            own.set(c, own.get(c) + 1);
          }
        });
      }
      var left = scope.launch(TaskOptions.named("left"), c -> account.set(c, account.get(c) + 1));
      var right = scope.launch(TaskOptions.named("right"), c -> account.set(c, account.get(c) + 1));
      left.join();
      right.join();
      assertThat(account.get(scope.cx())).as("balance").isEqualTo(2);
      return "";
    }).orThrow();
  }

  @Test
  void of_a_failure_among_fifty_tasks_that_have_no_part_in_it_only_the_race_is_left() {
    Shrinker.Shrunk shrunk = shrink(cx -> crowd(cx, 50));

    assertThat(shrunk.before().preemptions()).isGreaterThan(100);
    assertThat(shrunk.after().preemptions()).as(shrunk.toString()).isEqualTo(1);
    assertThat(shrunk.story().columns()).as(shrunk.toString())
        .hasSize(2)
        .allMatch(name -> name.startsWith("left") || name.startsWith("right"));
    assertThat(shrunk.story().switches()).hasSize(1).first().asString().contains("is stopped before CELL_WRITE");
    assertThat(shrunk.story().rows()).hasSize(4);
    assertThat(shrunk.story().leftOut()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void the_shortest_run_is_made_again_by_its_word() {
    Task<String, RuntimeException> program = cx -> crowd(cx, 5);
    Shrinker.Shrunk shrunk = shrink(program);

    Explorer.Replayed again =
        Explorer.of(CONFIG).replay("p", shrunk.token(), RuntimeException.class, program);

    assertThat(again.divergence()).isEmpty();
    assertThat(again.report().isFailure()).isTrue();
    assertThat(again.report().steps()).isEqualTo(shrunk.report().steps());
  }

  @Test
  void it_comes_to_the_same_every_time() {
    Task<String, RuntimeException> program = cx -> crowd(cx, 5);

    assertThat(shrink(program).token()).hasToString(shrink(program).token().toString());
  }

  @Test
  void a_run_that_does_not_fail_is_not_shrunk() {
    Optional<Shrinker.Shrunk> none =
        Shrinker.of(CONFIG, 100).shrink("p", new RandomWalk(1), RuntimeException.class, cx -> "");

    assertThat(none).isEmpty();
  }

  @Test
  void without_runs_left_what_was_given_comes_back() {
    Task<String, RuntimeException> program = cx -> crowd(cx, 5);
    long seed = firstFailingSeed(program);

    Shrinker.Shrunk same =
        Shrinker.of(CONFIG, 0).shrink("p", new RandomWalk(seed), RuntimeException.class, program).orElseThrow();

    assertThat(same.after()).isEqualTo(same.before());
    assertThat(same.report().isFailure()).isTrue();
  }

  /** The fewest preemptions that the bug needs, as reading the program tells. */
  @ParameterizedTest
  @CsvSource({"account, 0", "lazy01, 0", "deadlock01, 1", "bluetooth_driver, 1", "token_ring, 0", "reorder_3, 1",
      "phase01, 0", "din_phil_3, 1", "twostage, 1"})
  void bugs_are_shrunk_to_the_fewest_preemptions_that_they_need(String name, int preemptions) {
    Bug bug = Bugs.named(name).orElseThrow();
    Task<String, RuntimeException> program = cx -> {
      bug.run(cx);
      return "";
    };

    Shrinker.Shrunk shrunk = shrink(program);

    assertThat(shrunk.after().preemptions()).as(shrunk.toString()).isEqualTo(preemptions);
    LabReport<?, ?> report = shrunk.report();
    assertThat(report.isFailure()).isTrue();
  }
}
