package dev.asupersync.sync;

import dev.asupersync.Spec;

/**
 * A cell, to be opened in a scope: {@link OnceCell#create}.
 *
 * @param name what people see in dumps and reports
 */
public record OnceCellSpec<T>(String name) implements Spec<OnceCell<T>> {

  public OnceCellSpec<T> named(String text) {
    return new OnceCellSpec<>(text);
  }
}
