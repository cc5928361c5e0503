package dev.asupersync.lab.dpor;

import java.util.Arrays;

/** A list of ints: places on a path, mostly one or two. */
final class Ints {

  private static final int[] NONE = {};

  private int[] values = NONE;
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(4, size * 2));
    }
    values[size++] = value;
  }

  void set(int index, int value) {
    values[index] = value;
  }

  void truncate(int length) {
    size = length;
  }

  void clear() {
    size = 0;
  }

  boolean contains(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** The last one takes the place of that one. */
  void removeAt(int index) {
    values[index] = values[--size];
  }
}
