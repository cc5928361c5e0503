package dev.asupersync.channel;

import dev.asupersync.Spec;

/** A channel for one message, to be opened in a scope. */
public record OneshotSpec<T>(String name) implements Spec<Oneshot<T>> {

  public OneshotSpec<T> named(String text) {
    return new OneshotSpec<>(text);
  }
}
