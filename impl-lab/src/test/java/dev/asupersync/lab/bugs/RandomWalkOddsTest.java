package dev.asupersync.lab.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A random walk shows each bug as often as was computed for it. The computation knows neither the beginning and the
 * end of a task nor waiting in line as steps, so the walk leaves these out; the seeds are fixed, and so is the result.
 */
class RandomWalkOddsTest {

  private static final int WALKS = 4_000;
  private static final double SIGMAS = 5;

  static Stream<Bug> computed() {
    return Bugs.all().stream().filter(bug -> bug.facts().walkExact().isPresent());
  }

  @ParameterizedTest
  @MethodSource("computed")
  void a_walk_shows_the_bug_as_often_as_was_computed(Bug bug) {
    double exact = bug.facts().walkExact().getAsDouble();
    double sigma = Math.sqrt(exact * (1 - exact) / WALKS);

    double seen =
        (double) LongStream.rangeClosed(1, WALKS).filter(seed -> EnabledWalk.finds(bug, seed)).count() / WALKS;

    assertThat(seen).isCloseTo(exact, Offset.offset(SIGMAS * sigma));
  }
}
