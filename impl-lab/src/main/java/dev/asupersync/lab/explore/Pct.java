package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;

/**
 * Runs the strand with the highest priority; priorities are drawn once for each strand, and at some random choices the
 * strand that would go on falls below all others. A bug that needs {@code depth} steps in one order shows with a
 * probability of at least 1/(n k<sup>depth-1</sup>), for n strands and k choices.
 *
 * <p>Only steps with something to choose are counted. A strand that is chosen {@value Patience#LIMIT} times in a row
 * falls, too: it may spin until another does something.
 */
public final class Pct implements ScheduleStrategy {

  private static final long PURPOSE = 11;
  private static final long LOWEST_DRAWN = 1L << 20;

  private final long seed;
  private final int depth;
  private final SplitMix dice;
  private final long[] changeAt;
  private final Paths priorities = new Paths();
  private final Patience patience = new Patience();
  private long choices;
  private long bottom;

  /**
   * @param depth how many steps must come in one order for the bug: 1 or more
   * @param choices about how many choices a run makes; 0 if that is not known, for no change of priorities
   */
  public Pct(long seed, int depth, long choices) {
    if (depth < 1 || choices < 0) {
      throw new IllegalArgumentException(
          "PCT with depth " + depth + " and " + choices
              + " choices: needs a depth of 1 or more, and 0 or more choices.");
    }
    this.seed = seed;
    this.depth = depth;
    this.dice = new SplitMix(seed, PURPOSE);
    int changes = (int) Math.min(depth - 1, choices);
    this.changeAt = new long[changes];
    for (int i = 0; i < changes; i++) {
      changeAt[i] = drawnOnce(i, (int) Math.min(choices, Integer.MAX_VALUE));
    }
  }

  private long drawnOnce(int drawn, int most) {
    while (true) {
      long at = 1L + dice.below(most);
      boolean isNew = true;
      for (int i = 0; i < drawn; i++) {
        isNew &= changeAt[i] != at;
      }
      if (isNew) {
        return at;
      }
    }
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void started(int strand, int by, long path) {
    priorities.set(strand, LOWEST_DRAWN + (SplitMix.mix(seed ^ path) >>> 2));
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (kind != DecisionKind.STRAND) {
      return dice.below(candidates.count());
    }
    choices++;
    int best = highest(candidates);
    for (int i = 0; i < changeAt.length; i++) {
      if (changeAt[i] == choices) {
        priorities.set(candidates.strand(best), i + 1);
        best = highest(candidates);
      }
    }
    if (patience.endsWith(candidates.strand(best))) {
      priorities.set(candidates.strand(best), --bottom);
      best = highest(candidates);
    }
    return best;
  }

  private int highest(Candidates candidates) {
    int best = 0;
    for (int i = 1; i < candidates.count(); i++) {
      if (priorities.get(candidates.strand(i)) > priorities.get(candidates.strand(best))) {
        best = i;
      }
    }
    return best;
  }

  /** How many choices between strands there were. */
  long choices() {
    return choices;
  }

  @Override
  public String describe() {
    return "PCT of depth " + depth + " from seed " + seed;
  }
}
