package dev.asupersync.lab.explore;

import java.util.Arrays;

/** A number for each strand of a run; most often its path, which is the same in every run. */
final class Paths {

  private long[] values = new long[16];
  private int size;

  void set(int strand, long value) {
    if (strand >= values.length) {
      values = Arrays.copyOf(values, Math.max(strand + 1, values.length * 2));
    }
    values[strand] = value;
    size = Math.max(size, strand + 1);
  }

  long get(int strand) {
    return values[strand];
  }

  int size() {
    return size;
  }
}
