/**
 * Ways to put programs together: start at {@link dev.asupersync.combine.Join} and
 * {@link dev.asupersync.combine.Race}, then {@link dev.asupersync.combine.Timeout} and
 * {@link dev.asupersync.combine.Retry}.
 *
 * <p>Everything here is ordinary code over {@link dev.asupersync.Cx}, {@link dev.asupersync.Scope} and
 * {@link dev.asupersync.TaskHandle}, so it means the same in every interpretation. Three things hold for all
 * of it. Each combinator works in a region of its own and returns when that is closed: a loser, a failed
 * sibling or a late answer never runs on behind its back. Called by a task that is cancelled already, it
 * throws {@code CancelledError} and starts nothing; cancelled later, it cancels what it has started, waits
 * for it, and returns {@code Cancelled}, unless its result was already settled: what was produced is never
 * thrown away. And no panic is lost.
 *
 * <p>Most come twice: with the class of the error that the programs may throw, and without one, when every
 * throw is a panic. Do not add anything that needs more than the public API.
 */
@NullMarked
package dev.asupersync.combine;

import org.jspecify.annotations.NullMarked;
