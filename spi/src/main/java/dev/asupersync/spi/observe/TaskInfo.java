package dev.asupersync.spi.observe;

import dev.asupersync.Budget;
import dev.asupersync.Capability;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import java.util.Optional;
import java.util.Set;

/**
 * A task, as it was spawned.
 *
 * @param parent the task that spawned it; nothing for the body of a root region
 * @param body whether it is the body of its region: it runs on the strand of {@code parent}, or, for a root,
 *     on one of its own
 * @param budget the effective budget
 * @param capabilities what it may do
 */
public record TaskInfo(
    long run,
    TaskId id,
    String name,
    RegionId region,
    Optional<TaskId> parent,
    boolean body,
    Tier tier,
    Budget budget,
    Set<Capability> capabilities) {}
