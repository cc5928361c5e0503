package dev.asupersync.lab.explore;

import dev.asupersync.lab.LabReport;

/**
 * How a run ended.
 *
 * @param number which run it was, from 0
 * @param report what the lab says of it
 * @param schedule which class its schedule is of
 * @param isNew whether no run before it was of that class
 */
public record RunEnd(long number, LabReport<?, ?> report, ScheduleClass schedule, boolean isNew) {}
