package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What a region is made from.
 *
 * @param budget the effective one
 * @param ownDeadline what passing its deadline means; null when the deadline is that of a region above
 * @param errorType the error that it declares; null for none
 */
record RegionSpec(
    String name,
    Policy policy,
    Budget budget,
    @Nullable CancelKind ownDeadline,
    @Nullable Class<? extends Exception> errorType) {}
