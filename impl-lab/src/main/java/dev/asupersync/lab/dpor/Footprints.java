package dev.asupersync.lab.dpor;

import org.jspecify.annotations.Nullable;

/** Footprints that were worked out once, by what a step does and to what. Most steps do what some did before. */
final class Footprints {

  private long[] things = new long[64];
  private long[] doings = new long[64];
  private @Nullable Footprint[] known = new @Nullable Footprint[64];
  private int size;

  @Nullable Footprint of(long thing, long doing) {
    return known[slot(thing, doing)];
  }

  /** To be given for these two numbers from now on. */
  Footprint keep(long thing, long doing, Footprint footprint) {
    if (size * 2 >= known.length) {
      grow();
    }
    int at = slot(thing, doing);
    things[at] = thing;
    doings[at] = doing;
    known[at] = footprint;
    size++;
    return footprint;
  }

  private int slot(long thing, long doing) {
    int mask = known.length - 1;
    int at = (int) (((thing * 31 + doing) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (known[at] != null && (things[at] != thing || doings[at] != doing)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldThings = things;
    long[] oldDoings = doings;
    @Nullable Footprint[] old = known;
    things = new long[old.length * 2];
    doings = new long[old.length * 2];
    known = new @Nullable Footprint[old.length * 2];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int at = slot(oldThings[i], oldDoings[i]);
        things[at] = oldThings[i];
        doings[at] = oldDoings[i];
        known[at] = old[i];
      }
    }
  }
}
