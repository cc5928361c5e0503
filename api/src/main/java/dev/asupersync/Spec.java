package dev.asupersync;

import dev.asupersync.channel.BoundedSpec;

/**
 * The description of something that a region can own: {@link Scope#open} makes it.
 *
 * @param <R> what is opened
 */
public sealed interface Spec<R> permits BoundedSpec {

  /** What people see in dumps and reports; empty for none. */
  String name();
}
