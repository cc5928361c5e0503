package dev.asupersync.lab.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BugsTest {

  private static final long MOST = 3_000;

  /** Written with a semaphore, or with a condition made of a notify: the model of the known counts has other steps. */
  private static final Set<String> OTHERWISE = Set.of("phase01", "sync01", "sync02", "arithmetic_3");

  static Stream<Bug> counted() {
    return Bugs.all().stream()
        .filter(bug -> bug.facts().classes().isPresent() && bug.facts().classes().getAsLong() <= MOST)
        .filter(bug -> !OTHERWISE.contains(bug.name()));
  }

  @ParameterizedTest
  @MethodSource("counted")
  void the_classes_and_those_with_the_bug_are_as_many_as_is_known(Bug bug) {
    Hunt.Explored explored = Hunt.explore(bug, 2 * MOST);

    assertThat(explored.complete()).isTrue();
    assertThat(explored.runs()).isEqualTo(bug.facts().classes().getAsLong());
    assertThat(explored.failing()).isEqualTo(bug.facts().buggyClasses().getAsLong());
  }

  @Test
  void very_many_are_counted() {
    assertThat(counted().count()).isGreaterThanOrEqualTo(30);
  }

  static Stream<Bug> curable() {
    return Bugs.all().stream().filter(bug -> bug.fixed().isPresent()).filter(bug -> !bug.name().equals("safestack"));
  }

  @ParameterizedTest
  @MethodSource("curable")
  void without_its_bug_a_program_has_no_schedule_that_fails(Bug bug) {
    Hunt.Explored explored = Hunt.explore(bug.fixed().orElseThrow(), 500);

    assertThat(explored.failing()).isZero();
  }

  static Stream<Bug> walkable() {
    return Bugs.all().stream().filter(bug -> bug.facts().isForRandomWalk());
  }

  @ParameterizedTest
  @MethodSource("walkable")
  void a_random_walk_finds_what_it_can_be_expected_to_find(Bug bug) {
    long most = Math.round(50 * bug.facts().walkRuns().getAsDouble()) + 50;

    assertThat(Hunt.walk(bug, 1, most)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("walkable")
  void without_its_bug_as_many_walks_find_nothing(Bug bug) {
    long most = Math.min(2_000, Math.round(10 * bug.facts().walkRuns().getAsDouble()) + 100);

    assertThat(Hunt.walk(bug.fixed().orElseThrow(), 1, most)).isEmpty();
  }

  @Test
  void the_hopeless_ones_are_marked() {
    assertThat(Bugs.all().stream().filter(bug -> !bug.facts().isForRandomWalk()).map(Bug::name))
        .containsExactlyInAnyOrder(
            "reorder_10", "reorder_20", "reorder_50", "reorder_100",
            "twostage_20", "twostage_50", "twostage_100", "safestack");
  }

  @Test
  void each_has_a_name_of_its_own_and_a_cure() {
    assertThat(Bugs.all().stream().map(Bug::name)).doesNotHaveDuplicates();
    assertThat(Bugs.all()).allMatch(bug -> bug.fixed().isPresent());
    assertThat(Bugs.all()).allMatch(bug -> Bugs.named(bug.name()).orElseThrow() == bug);
  }
}
