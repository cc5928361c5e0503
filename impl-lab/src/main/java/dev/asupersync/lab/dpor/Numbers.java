package dev.asupersync.lab.dpor;

import java.util.Arrays;

/** Numbers long keys from 0 on, in the order in which they are first asked for. */
final class Numbers {

  private long[] keys = new long[64];
  private int[] numbers = new int[64];
  private int size;

  int size() {
    return size;
  }

  int of(long key) {
    int at = slot(keys, numbers, key);
    if (numbers[at] == 0) {
      if (size * 2 >= keys.length) {
        grow();
        at = slot(keys, numbers, key);
      }
      keys[at] = key;
      numbers[at] = ++size;
    }
    return numbers[at] - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = slot(keys, numbers, oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }

  /** Where the key is, or where it would be: there 0 stands for its number. */
  private static int slot(long[] keys, int[] numbers, long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (numbers[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The same array, or a longer one, that has a place for each number; new places hold {@code fill}. */
  int[] fit(int[] byNumber, int fill) {
    if (byNumber.length >= size) {
      return byNumber;
    }
    int[] longer = Arrays.copyOf(byNumber, Math.max(16, size * 2));
    Arrays.fill(longer, byNumber.length, longer.length, fill);
    return longer;
  }
}
