package dev.asupersync.lab.explore;

import dev.asupersync.lab.ScheduleStrategy;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Decides which schedules of a program are tried: gives the strategies of the next runs, and is told how those ended.
 *
 * <p>The runs of one round may go on at the same time, so none of them can learn from another of that round. That is
 * what makes the result of an exploration the same however many threads it has: let the size of a round depend on
 * nothing but the rounds before.
 *
 * <p>Threads: one calls it, never two at once. A strategy is used by one run, on another thread.
 */
public interface Search {

  /** The strategies of the next round, in order; empty when nothing is left to try. Not all of them need be run. */
  List<? extends ScheduleStrategy> next();

  /**
   * A run has ended. Told once for each that was run, in the order in which {@link #next} gave them, before the next
   * round.
   *
   * @param index its place in the round, from 0
   */
  default void ended(int index, RunEnd end) {}

  /** Whether every schedule that could differ from those that were run has been run. */
  default boolean isComplete() {
    return false;
  }

  /** How many classes of schedules there are, when one of each has been run. */
  default OptionalLong classes() {
    return OptionalLong.empty();
  }

  /** About how many classes there are, as far as can be told. */
  default OptionalDouble estimate() {
    return OptionalDouble.empty();
  }

  /**
   * Whether its runs build on each other, so that all of them must be of one and the same program; else each may be of
   * another, as with random faults.
   */
  default boolean isSystematic() {
    return false;
  }

  /** A few words for reports. */
  String describe();
}
