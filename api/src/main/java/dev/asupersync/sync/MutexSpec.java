package dev.asupersync.sync;

import dev.asupersync.Spec;

/**
 * A lock, to be opened in a scope: {@link Mutex#create}.
 *
 * @param name what people see in dumps and reports
 */
public record MutexSpec(String name) implements Spec<Mutex> {

  public MutexSpec named(String text) {
    return new MutexSpec(text);
  }
}
