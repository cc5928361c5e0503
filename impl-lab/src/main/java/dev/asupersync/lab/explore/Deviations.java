package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.Arrays;

/**
 * Keeps the running strand running, but for some choices that it is told. When the running strand has come to the end
 * of its {@link Patience}, the next one in turn is what is kept, so that none is left out for ever.
 */
final class Deviations implements ScheduleStrategy {

  private final int[] at;
  private final int[] by;
  private final Patience patience = new Patience();
  private int position;
  private int told;
  /** For each choice: among how many; negative where the running strand was none of them. */
  private int[] counts = new int[32];

  /**
   * @param at the numbers of the choices, ascending from 0
   * @param by how far from the one that would be kept: 1 or more
   */
  Deviations(int[] at, int[] by) {
    this.at = at;
    this.by = by;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int count = candidates.count();
    int base = Canon.index(kind, candidates, 0);
    boolean isKept = kind != DecisionKind.STRAND || candidates.isRunning(base);
    note(isKept ? count : -count);
    int rank = 0;
    if (kind == DecisionKind.STRAND && patience.endsWith(candidates.strand(base))) {
      rank = nextInTurn(kind, candidates, candidates.strand(base));
    }
    if (told < at.length && at[told] == position) {
      rank += by[told++];
    }
    position++;
    int chosen = rank % count == 0 ? base : Canon.index(kind, candidates, rank % count);
    if (kind == DecisionKind.STRAND && chosen != base) {
      patience.turnsTo(candidates.strand(chosen));
    }
    return chosen;
  }

  /** The place of the strand that was started next after that one, or of the first. */
  private static int nextInTurn(DecisionKind kind, Candidates candidates, int after) {
    int next = 0;
    int least = Integer.MAX_VALUE;
    for (int rank = 1; rank < candidates.count(); rank++) {
      int strand = candidates.strand(Canon.index(kind, candidates, rank));
      int turn = strand > after ? strand - after : strand - after + (1 << 30);
      if (turn < least) {
        least = turn;
        next = rank;
      }
    }
    return next;
  }

  private void note(int count) {
    if (position == counts.length) {
      counts = Arrays.copyOf(counts, position * 2);
    }
    counts[position] = count;
  }

  /** What there was to choose from, for the choices behind the last deviation. */
  int[] countsBehind() {
    int from = at.length == 0 ? 0 : at[at.length - 1] + 1;
    return Arrays.copyOfRange(counts, Math.min(from, position), position);
  }

  int[] at() {
    return at;
  }

  int[] by() {
    return by;
  }

  @Override
  public String describe() {
    return at.length + " deviations from keeping the running strand";
  }
}
