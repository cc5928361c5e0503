package dev.asupersync.heap;

/**
 * Where a value is, and which of those that were there.
 *
 * @param heap the number of the heap
 * @param index the place in it
 * @param generation how often that place was used before
 */
@SuppressWarnings("UnusedTypeParameter") // it keeps handles of heaps with other values apart
public record HeapHandle<T>(long heap, int index, long generation) {

  @Override
  public String toString() {
    return "H" + heap + ":" + index + "." + generation;
  }
}
