package dev.asupersync.channel;

import dev.asupersync.Spec;

/** A watched value, to be opened in a scope. */
public record WatchSpec<T>(T initial, String name) implements Spec<Watch<T>> {

  public WatchSpec<T> named(String text) {
    return new WatchSpec<>(initial, text);
  }
}
