/**
 * Channels whose sends are two-phase. Start at {@link dev.asupersync.channel.Channel}, a queue; then
 * {@link dev.asupersync.channel.Oneshot} for a reply, {@link dev.asupersync.channel.Broadcast} for everybody,
 * {@link dev.asupersync.channel.Watch} for the latest value.
 */
@NullMarked
package dev.asupersync.channel;

import org.jspecify.annotations.NullMarked;
