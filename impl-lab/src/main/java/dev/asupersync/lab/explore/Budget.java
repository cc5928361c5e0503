package dev.asupersync.lab.explore;

import java.time.Duration;

/**
 * When an exploration stops that finds nothing.
 *
 * @param schedules after so many runs
 * @param time after so much real time
 * @param unseen when the estimate of what was not met is below this, from 0 to 1; 0 for never
 */
public record Budget(long schedules, Duration time, double unseen) {

  /** From so many runs on the estimate is believed. */
  static final long ENOUGH = 100;

  public Budget {
    if (schedules < 1 || time.isNegative() || time.isZero() || unseen < 0 || unseen > 1) {
      throw new IllegalArgumentException("A budget of " + schedules + " schedules, " + time + " and an unseen part of "
          + unseen + ": needs 1 schedule or more, some time, and a part from 0 to 1.");
    }
  }

  /** So many runs, however long they take. */
  public static Budget schedules(long schedules) {
    return new Budget(schedules, Duration.ofDays(365), 0);
  }

  /** So much real time, however many runs that gives. */
  public static Budget time(Duration time) {
    return new Budget(Long.MAX_VALUE, time, 0);
  }

  public Budget orSchedules(long value) {
    return new Budget(value, time, unseen);
  }

  public Budget orTime(Duration value) {
    return new Budget(schedules, value, unseen);
  }

  public Budget orUnseenBelow(double value) {
    return new Budget(schedules, time, value);
  }
}
