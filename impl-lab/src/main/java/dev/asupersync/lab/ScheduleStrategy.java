package dev.asupersync.lab;

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

  /** The run has ended; one that expected more decisions throws as in {@link #choose}. */
  default void ended() {}

  /** A few words for reports. */
  default String describe() {
    return getClass().getSimpleName();
  }
}
