/**
 * Channels. Start at {@link dev.asupersync.kernel.channel.QueueChannel}, which all that queue messages share. What
 * they need of the kernel is in {@link dev.asupersync.kernel.Owned}, {@link dev.asupersync.kernel.Waiter} and
 * {@link dev.asupersync.kernel.ObligationRecord}, and nothing else.
 */
@NullMarked
package dev.asupersync.kernel.channel;

import org.jspecify.annotations.NullMarked;
