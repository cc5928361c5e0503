package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.Capability;
import dev.asupersync.Tier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a task is made from.
 *
 * @param parent who spawned it, or opened the region whose body it is; null for a root body
 * @param inline whether it runs on the strand of {@code parent}
 * @param body whether it is the body of its region, or runs in its place: a finalizer
 * @param budget the effective one
 * @param ownDeadline what passing its deadline means; null when the deadline is the region's own affair
 */
record TaskSpec(
    String name,
    Tier tier,
    @Nullable TaskRecord parent,
    boolean inline,
    boolean body,
    Set<Capability> capabilities,
    Budget budget,
    @Nullable CancelKind ownDeadline,
    long seed) {}
