package dev.asupersync.lab.explore;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabReport;

/**
 * How a run ended.
 *
 * @param number which run it was, from 0
 * @param report what the lab says of it
 * @param schedule which class its schedule is of
 * @param isNew whether no run before it was of that class
 */
public record RunEnd(long number, LabReport<?, ?> report, ScheduleClass schedule, boolean isNew) {

  /** Whether it was stopped because it took too many steps. */
  boolean isCut() {
    return !report.isClean() && report.violations().getFirst().code() == ErrorCode.STEP_LIMIT;
  }
}
