package dev.asupersync.heap;

import dev.asupersync.Checkpoints;

/**
 * Values that a region owns, reached by handles that go stale: a handle of a value that was removed never reaches
 * the value that took its place, and none reaches anything after the region has closed.
 *
 * <p>Open it with {@code scope.open(RegionHeap.create())}. Threads: any task of the runtime.
 * Errors: CX-3107 for a handle that is stale or of another heap, and for all of them once the region has closed.
 * Rules: 4.16, 4.29.
 *
 * @param <T> the type of its values
 */
public interface RegionHeap<T> {

  static <T> HeapSpec<T> create() {
    return new HeapSpec<>("", Integer.MAX_VALUE);
  }

  /** Puts a value in, into the place that became free last. Errors: CX-2004 when the heap is full. */
  HeapHandle<T> put(Checkpoints cx, T value);

  T get(Checkpoints cx, HeapHandle<T> handle);

  /** Puts another value in its place; handles stay good. Gives the old one. */
  T set(Checkpoints cx, HeapHandle<T> handle, T value);

  /** Takes the value out; its handles are stale from now on. */
  T remove(Checkpoints cx, HeapHandle<T> handle);

  /** How many values there are. */
  int size();
}
