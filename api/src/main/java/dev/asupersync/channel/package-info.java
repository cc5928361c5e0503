/**
 * Channels whose sends are two-phase: start at {@link dev.asupersync.channel.Channel}. More kinds of channel belong here.
 */
@NullMarked
package dev.asupersync.channel;

import org.jspecify.annotations.NullMarked;
