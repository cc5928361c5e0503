package dev.asupersync.lab;

import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultPoints;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;

/**
 * Makes the choices of a run. Asked only where there are two or more candidates; every answer is recorded,
 * and the answers are the schedule. One instance serves one run.
 */
public interface ScheduleStrategy {

  /**
   * The index of the one that goes on.
   *
   * <p>Errors: one that cannot answer throws {@code CxViolationException} (CX-4008); the run is then drained
   * and fails with it.
   */
  int choose(DecisionKind kind, Candidates candidates);

  /** Stands for time, or somebody outside of the run. */
  int NOBODY = -1;

  /** What may be injected into the run, and where it is asked for that; asked once for a run. */
  default FaultPlan plan() {
    return FaultPlan.NONE;
  }

  /** A run begins into which something may be injected; what the program uses outside of the runtime can ask there. */
  default void attached(FaultPoints points) {}

  /** Whether it wants to be told of every step, also of those where there was nothing to choose. */
  default boolean follows() {
    return false;
  }

  /**
   * A strand was started.
   *
   * @param strand its number in this run, from 0, as {@link Candidates#strand} gives it
   * @param by the one that started it, or {@link #NOBODY}
   * @param path the same in every run in which that strand is started, whatever came before
   */
  default void started(int strand, int by, long path) {}

  /**
   * A strand goes on with what it announced, up to its next schedule point.
   *
   * @param resuming whether it has waited within that operation, and goes on after the wait
   */
  default void stepped(int strand, OpKind operation, long resource, boolean resuming) {}

  /** What the strand that runs has announced turned out to change nothing. */
  default void looked(int strand) {}

  /**
   * A strand has opened something that operations will touch.
   *
   * @param capacity how many messages it holds; -1 where that means nothing
   */
  default void opened(int strand, long resource, long capacity) {}

  /** A strand that waits can go on: the one that runs has given it what it waited for, or time, or a cancellation. */
  default void woken(int strand, int by) {}

  /** A strand was told to cancel, by the one that runs or from outside. */
  default void cancelled(int strand) {}

  /** The run broke a rule and is being drained: what comes now is no part of the program. */
  default void broken() {}

  /** Whether strands of that lane are told apart from others. Without that, more schedules are possible. */
  default boolean minds(Lane lane) {
    return true;
  }

  /** The run has ended; one that expected more decisions throws as in {@link #choose}. */
  default void ended() {}

  /** A few words for reports. */
  default String describe() {
    return getClass().getSimpleName();
  }
}
