package dev.asupersync.lab.dpor;

import java.util.Arrays;

/** What is known of the things of a run: names that are the same in every run, and how much a queue holds. */
final class Catalog {

  /** Beyond that a thing has no entry; it is then known by its number, and nothing is known of it. */
  private static final int MOST = 1 << 20;

  private static final long NAME = (1L << 56) - 1;

  private long[] names = {};
  private long[] capacities = {};
  private boolean[] put = {};
  private boolean unclear;

  /** {@code name} does not depend on who else has opened something before. */
  void opened(long resource, long name, long capacity) {
    if (resource < 0 || resource >= MOST) {
      return;
    }
    int at = (int) resource;
    if (at >= names.length) {
      names = Arrays.copyOf(names, Math.max(16, at * 2));
      capacities = Arrays.copyOf(capacities, names.length);
      put = Arrays.copyOf(put, names.length);
    }
    names[at] = name & NAME;
    capacities[at] = capacity;
  }

  long name(long resource) {
    return isKnown(resource) ? names[(int) resource] : resource;
  }

  private boolean isKnown(long resource) {
    return resource >= 0 && resource < names.length && names[(int) resource] != 0;
  }

  /** How many messages a queue holds of which all is known: who puts one in, and who gets it. Otherwise 0. */
  long clearCapacity(long resource) {
    return !unclear && isKnown(resource) ? Math.max(0, capacities[(int) resource]) : 0;
  }

  /** A message is put in, maybe after a wait, so that one of a permit may overtake it. */
  void put(long resource) {
    if (isKnown(resource)) {
      put[(int) resource] = true;
    }
  }

  boolean wasPut(long resource) {
    return isKnown(resource) && put[(int) resource];
  }

  /** Something was done with it that is more than putting and taking. */
  void unclear(long resource) {
    if (isKnown(resource)) {
      capacities[(int) resource] = 0;
    }
  }

  /** That may have been done with any. */
  void allUnclear() {
    unclear = true;
  }
}
