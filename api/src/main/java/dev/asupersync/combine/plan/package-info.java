/**
 * Programs as values that can be looked at, rewritten by laws that are known to hold, and run: start at
 * {@link dev.asupersync.combine.plan.Plan}, then {@link dev.asupersync.combine.plan.Rewriting}. Each
 * rewriting comes with a {@link dev.asupersync.combine.plan.Certificate} that anybody can check.
 */
@NullMarked
package dev.asupersync.combine.plan;

import org.jspecify.annotations.NullMarked;
