package dev.asupersync;

import dev.asupersync.channel.ChannelSpec;

/**
 * The description of something that a region can own: {@link Scope#open} makes it.
 *
 * @param <R> what is opened
 */
public sealed interface Spec<R> permits ChannelSpec {

  /** What people see in dumps and reports; empty for none. */
  String name();
}
