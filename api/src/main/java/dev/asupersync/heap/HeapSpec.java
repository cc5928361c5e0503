package dev.asupersync.heap;

import dev.asupersync.Spec;

/**
 * A heap, to be opened in a scope.
 *
 * @param limit the most values at a time
 */
public record HeapSpec<T>(String name, int limit) implements Spec<RegionHeap<T>> {

  public HeapSpec<T> named(String text) {
    return new HeapSpec<>(text, limit);
  }

  public HeapSpec<T> withLimit(int most) {
    return new HeapSpec<>(name, most);
  }
}
