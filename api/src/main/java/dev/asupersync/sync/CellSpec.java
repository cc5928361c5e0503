package dev.asupersync.sync;

import dev.asupersync.Spec;
import java.util.Objects;

/**
 * A shared variable, to be opened in a scope: {@link Cell#of}.
 *
 * @param initial what it holds at first
 * @param name what people see in dumps and reports
 */
public record CellSpec<T>(T initial, String name) implements Spec<Cell<T>> {

  public CellSpec {
    Objects.requireNonNull(initial, "a cell holds no null");
  }

  public CellSpec<T> named(String text) {
    return new CellSpec<>(initial, text);
  }
}
