package dev.asupersync.spi.observe;

import dev.asupersync.Budget;
import dev.asupersync.Policy;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import java.util.Optional;

/**
 * A region, as it was opened.
 *
 * @param run the run that it belongs to
 * @param parent the region around it; nothing for the root of a run
 * @param opener the task that opened it and runs its body; nothing for the root of a run
 * @param budget the effective budget
 */
public record RegionInfo(
    long run,
    RegionId id,
    String name,
    Optional<RegionId> parent,
    Optional<TaskId> opener,
    Policy policy,
    Budget budget) {}
