package dev.asupersync.sync;

import dev.asupersync.Spec;

/**
 * A lock, to be opened in a scope: {@link RwLock#create}.
 *
 * @param name what people see in dumps and reports
 */
public record RwLockSpec(String name) implements Spec<RwLock> {

  public RwLockSpec named(String text) {
    return new RwLockSpec(text);
  }
}
