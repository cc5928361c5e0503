package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two ways to tell classes apart, by clocks and by what was done to each thing, agree on every program. */
class ClassesOfBugsTest {

  /**
   * Where there is more to tell apart than in the model that others have counted: here a condition is made of a queue
   * of signals, and a lock that is never given back is so at the end of its task.
   */
  private static final Map<String, Long> OURS =
      Map.of("phase01", 28L, "sync01", 5L, "sync02", 25L, "arithmetic_3", 417L);

  static Stream<Bug> small() {
    return Bugs.all().stream()
        .filter(bug -> bug.facts().classes().isPresent() && bug.facts().classes().getAsLong() <= 500);
  }

  private static Exploration explore(Bug bug, Search search) {
    return Explorer.of(Small.ALONE).countingAll().budget(Budget.schedules(1_000))
        .<String, RuntimeException>explore(bug.name(), search, RuntimeException.class, cx -> {
          bug.run(cx);
          return "";
        });
  }

  @ParameterizedTest
  @MethodSource("small")
  void each_run_of_the_search_by_classes_is_of_another_class(Bug bug) {
    Exploration all = explore(bug, Searches.named("dpor", 0));

    assertThat(all.isComplete()).isTrue();
    assertThat(all.classes()).isEqualTo(all.runs());
    assertThat(all.classes()).isEqualTo(OURS.getOrDefault(bug.name(), bug.facts().classes().orElseThrow()));
  }

  /** Were a sampler to meet more, one of the two would be wrong; and the same class must end in the same way. */
  @ParameterizedTest
  @MethodSource("small")
  void no_sampler_meets_a_class_that_is_none(Bug bug) {
    Exploration all = explore(bug, Searches.named("dpor", 0));
    Exploration sampled = explore(bug, new Portfolio(1));

    assertThat(sampled.classes()).isLessThanOrEqualTo(all.classes()).isGreaterThan(all.classes() / 8);
    assertThat(sampled.failure().map(Exploration.Failure::kind)).isNotEqualTo(
        Optional.of(Exploration.Kind.NONDETERMINISM));
  }
}
