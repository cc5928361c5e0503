package dev.asupersync.lab.dpor;

import java.util.Arrays;

/**
 * What a step touches, and whether it only looks. Two steps of different strands commute unless both touch one
 * thing and one of them changes it. Things have numbers, see {@link Touch}; {@link #EVERYTHING} conflicts with all.
 */
final class Footprint {

  static final Footprint NOTHING = new Footprint(new int[0], new boolean[0], 0);

  /** Touches whatever there is. */
  static final Footprint EVERYTHING = new Footprint(new int[0], new boolean[0], -1);

  private final int[] things;
  private final boolean[] changes;

  /** A bit for each thing, and for each that is changed; some things share one. */
  private final long touchedBits;

  private final long changedBits;

  private Footprint(int[] things, boolean[] changes) {
    this(things, changes, 0);
  }

  private Footprint(int[] things, boolean[] changes, long bits) {
    this.things = things;
    this.changes = changes;
    long touched = bits;
    long changed = bits;
    for (int i = 0; i < things.length; i++) {
      touched |= 1L << things[i];
      changed |= changes[i] ? 1L << things[i] : 0;
    }
    this.touchedBits = touched;
    this.changedBits = changed;
  }

  static Footprint of(int thing, boolean change) {
    return new Footprint(new int[] {thing}, new boolean[] {change});
  }

  /** The same with one thing more. */
  Footprint and(int thing, boolean change) {
    if (isEverything()) {
      return this;
    }
    int[] more = Arrays.copyOf(things, things.length + 1);
    boolean[] moreChanges = Arrays.copyOf(changes, things.length + 1);
    more[things.length] = thing;
    moreChanges[things.length] = change;
    return new Footprint(more, moreChanges);
  }

  @SuppressWarnings("ReferenceEquality") // EVERYTHING is that object
  boolean isEverything() {
    return this == EVERYTHING;
  }

  int size() {
    return things.length;
  }

  int thing(int index) {
    return things[index];
  }

  boolean isChange(int index) {
    return changes[index];
  }

  /** A bit for each thing that it touches, for a quick look; {@link #EVERYTHING} has all. */
  long touchedBits() {
    return touchedBits;
  }

  /** The same for what it changes. */
  long changedBits() {
    return changedBits;
  }

  boolean conflicts(Footprint other) {
    if (isEverything() || other.isEverything()) {
      return true;
    }
    return ((touchedBits & other.changedBits) | (changedBits & other.touchedBits)) != 0 && shares(other);
  }

  private boolean shares(Footprint other) {
    for (int i = 0; i < things.length; i++) {
      for (int j = 0; j < other.things.length; j++) {
        if (things[i] == other.things[j] && (changes[i] || other.changes[j])) {
          return true;
        }
      }
    }
    return false;
  }
}
