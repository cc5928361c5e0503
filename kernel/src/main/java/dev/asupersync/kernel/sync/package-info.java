/**
 * Locks and their like. Start at {@link dev.asupersync.kernel.sync.FifoMutex}: the others do the same
 * with other rules on who is next. What they need of the kernel is in {@link dev.asupersync.kernel.Owned},
 * {@link dev.asupersync.kernel.Waiter} and {@link dev.asupersync.kernel.ObligationRecord}, and nothing
 * else.
 */
@NullMarked
package dev.asupersync.kernel.sync;

import org.jspecify.annotations.NullMarked;
