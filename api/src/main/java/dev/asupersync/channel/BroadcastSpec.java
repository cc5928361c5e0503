package dev.asupersync.channel;

import dev.asupersync.Spec;

/**
 * A broadcast, to be opened in a scope.
 *
 * @param capacity how many messages are kept for those who are behind
 */
public record BroadcastSpec<T>(int capacity, String name) implements Spec<Broadcast<T>> {

  public BroadcastSpec<T> named(String text) {
    return new BroadcastSpec<>(capacity, text);
  }
}
