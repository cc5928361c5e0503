package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import java.util.Arrays;

/**
 * The order of candidates in which schedules are written: the running strand first, then the others from the oldest
 * on. So a schedule of zeros has the fewest switches there can be.
 */
final class Canon {

  private Canon() {}

  /** The place of candidate {@code index} in that order. */
  static int rank(DecisionKind kind, Candidates candidates, int index) {
    if (kind != DecisionKind.STRAND) {
      return index;
    }
    if (candidates.isRunning(index)) {
      return 0;
    }
    int rank = 0;
    int number = candidates.strand(index);
    for (int i = 0; i < candidates.count(); i++) {
      if (candidates.isRunning(i) || candidates.strand(i) < number) {
        rank++;
      }
    }
    return rank;
  }

  /** The candidate at that place. */
  static int index(DecisionKind kind, Candidates candidates, int rank) {
    if (kind != DecisionKind.STRAND) {
      return rank;
    }
    int count = candidates.count();
    if (rank == 0) {
      int oldest = 0;
      for (int i = 0; i < count; i++) {
        if (candidates.isRunning(i)) {
          return i;
        }
        oldest = candidates.strand(i) < candidates.strand(oldest) ? i : oldest;
      }
      return oldest;
    }
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      long number = candidates.isRunning(i) ? 0 : candidates.strand(i) + 1L;
      order[i] = (number << 32) | i;
    }
    Arrays.sort(order);
    return (int) order[rank];
  }
}
