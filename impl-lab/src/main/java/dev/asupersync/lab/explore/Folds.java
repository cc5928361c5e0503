package dev.asupersync.lab.explore;

import dev.asupersync.lab.SplitMix;

/**
 * For each thing, what was done to it: a chain over the changes, with a sum over the looks between two of them. Two
 * schedules that differ only in steps that commute give the same sum over all things.
 */
final class Folds {

  private static final long OTHER = 0x6A09E667F3BCC908L;

  private long[] things = new long[32];
  /** For each thing four numbers: the chain twice, the sum of looks twice. */
  private long[] values = new long[32 * 4];
  private int size;

  void look(long thing, long event) {
    int at = slot(thing) * 4;
    values[at + 2] += SplitMix.mix(event);
    values[at + 3] += SplitMix.mix(event ^ OTHER);
  }

  void change(long thing, long event) {
    int at = slot(thing) * 4;
    values[at] = SplitMix.mix(values[at] + SplitMix.mix(values[at + 2] + 1) + event);
    values[at + 1] = SplitMix.mix(values[at + 1] + SplitMix.mix(values[at + 3] + 2) + (event ^ OTHER));
    values[at + 2] = 0;
    values[at + 3] = 0;
  }

  /** One half of what all was: 0 or 1. */
  long sum(int half) {
    long sum = 0;
    for (int slot = 0; slot < things.length; slot++) {
      if (things[slot] != 0) {
        int at = slot * 4 + half;
        sum += SplitMix.mix(values[at] + 3 * SplitMix.mix(values[at + 2]));
      }
    }
    return sum;
  }

  private int slot(long thing) {
    int mask = things.length - 1;
    int slot = (int) SplitMix.mix(thing) & mask;
    while (things[slot] != thing) {
      if (things[slot] == 0) {
        if (size * 2 >= things.length) {
          grow();
          return slot(thing);
        }
        size++;
        things[slot] = thing;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldThings = things;
    long[] oldValues = values;
    things = new long[oldThings.length * 2];
    values = new long[oldValues.length * 2];
    size = 0;
    for (int i = 0; i < oldThings.length; i++) {
      if (oldThings[i] != 0) {
        System.arraycopy(oldValues, i * 4, values, slot(oldThings[i]) * 4, 4);
      }
    }
  }
}
