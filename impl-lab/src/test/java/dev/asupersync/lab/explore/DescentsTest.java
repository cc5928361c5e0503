package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Task;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many classes there are is estimated from descents before they are explored. */
class DescentsTest {

  private static Exploration descents(Bug bug, int runs, long seed) {
    return Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(runs))
        .<String, RuntimeException>explore(bug.name(), Searches.descents(seed), RuntimeException.class, cx -> {
          bug.run(cx);
          return "";
        });
  }

  /** The exact count is known, and the mean of very many descents has to be near it: none is lost or counted twice. */
  static Stream<Bug> counted() {
    return Stream.of("race01", "deadlock01", "lazy01", "token_ring", "withdraw", "bluetooth_driver", "din_phil_4",
            "wronglock_1", "reorder_3", "lastzero_3", "circular_buffer_3", "stack_bad_3", "twostage")
        .map(name -> Bugs.named(name).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("counted")
  void the_mean_of_many_descents_is_the_number_of_classes(Bug bug) {
    double exact = bug.facts().classes().orElseThrow();

    double estimate = descents(bug, 12_000, 5).estimate().orElseThrow();

    assertThat(estimate).isCloseTo(exact, Percentage.withPercentage(8));
  }

  @Test
  void a_few_hundred_descents_tell_it_within_a_fifth() {
    assertThat(descents(Bugs.named("reorder_5").orElseThrow(), 640, 1).estimate().orElseThrow())
        .isCloseTo(22_752, Percentage.withPercentage(20));
    assertThat(descents(Bugs.named("lastzero_5").orElseThrow(), 640, 1).estimate().orElseThrow())
        .isCloseTo(64, Percentage.withPercentage(20));
  }

  @Test
  void more_than_64_tasks_are_no_harm() {
    Small.Body[] tasks = new Small.Body[70];
    Arrays.fill(tasks, Small.writes(0, 1));
    Small.Body[] alone = new Small.Body[70];
    Arrays.setAll(alone, i -> Small.writes(i, 2));

    assertThat(estimate(Small.program(1, 0, tasks)).orElseThrow()).isGreaterThan(1e12);
    assertThat(estimate(Small.program(70, 0, alone)).orElseThrow()).isEqualTo(1);
  }

  /** One that compares sets of a hundred strands at each choice takes as long as a hundred walks. */
  @Test
  void where_there_are_far_too_many_classes_the_portfolio_makes_no_more_descents() {
    Small.Body[] tasks = new Small.Body[70];
    Arrays.fill(tasks, Small.writes(0, 1));
    Portfolio portfolio = new Portfolio(1);
    AtomicInteger descents = new AtomicInteger();
    Search counting = new Search() {
      @Override
      public List<? extends ScheduleStrategy> next() {
        List<ScheduleStrategy> round = portfolio.next();
        descents.addAndGet((int) round.stream().filter(one -> one instanceof Descent).count());
        return round;
      }

      @Override
      public void ended(int index, RunEnd end) {
        portfolio.ended(index, end);
      }

      @Override
      public String describe() {
        return "counting";
      }
    };

    Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(1_000))
        .explore("it", counting, Exception.class, Small.program(1, 0, tasks));

    assertThat(descents.get()).isBetween(20, 30);
  }

  private static OptionalDouble estimate(Task<String, Exception> program) {
    return Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(100))
        .explore("it", Searches.descents(1), Exception.class, program).estimate();
  }

  @Test
  void where_tasks_are_cancelled_there_is_none() {
    Task<String, Exception> program = cx -> {
      cx.region(scope -> {
        var handle = scope.spawn(c -> {
          c.checkpoint();
          return "";
        });
        handle.cancel(CancelReason.user("enough"));
        return "";
      });
      return "";
    };

    assertThat(estimate(program)).isEmpty();
  }

  @Test
  void too_few_runs_tell_nothing() {
    assertThat(descents(Bugs.named("race01").orElseThrow(), Descents.ENOUGH, 1).estimate()).isEmpty();
  }
}
