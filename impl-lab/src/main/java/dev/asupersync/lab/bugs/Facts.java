package dev.asupersync.lab.bugs;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of a program from searches of others, in a model of tasks in which every lock, unlock, read, write,
 * spawn and join is one step, only tasks that can go on are chosen, and a failed assertion ends its task alone.
 *
 * @param classes how many executions differ in more than the order of independent steps
 * @param buggyClasses how many of them show the bug
 * @param walkExact how likely one random walk shows the bug, computed
 * @param walkRuns how many random walks it takes on average, measured; in this lab where nobody else has
 */
public record Facts(
    OptionalLong classes, OptionalLong buggyClasses, OptionalDouble walkExact, OptionalDouble walkRuns) {

  /** Beyond this a random walk is no way to find it. */
  private static final double HOPELESS = 10_000;

  /** Nothing is known. */
  static final Facts NONE =
      new Facts(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  static Facts classes(long all, long buggy) {
    return new Facts(OptionalLong.of(all), OptionalLong.of(buggy), OptionalDouble.empty(), OptionalDouble.empty());
  }

  Facts walk(double exact) {
    return new Facts(classes, buggyClasses, OptionalDouble.of(exact), OptionalDouble.of(1 / exact));
  }

  /** At least so many where the searches found nothing. */
  Facts walkRuns(double mean) {
    return new Facts(classes, buggyClasses, walkExact, OptionalDouble.of(mean));
  }

  /** Whether a random walk can be expected to find it in reasonable time. */
  public boolean isForRandomWalk() {
    return walkRuns.isPresent() && walkRuns.getAsDouble() < HOPELESS;
  }
}
