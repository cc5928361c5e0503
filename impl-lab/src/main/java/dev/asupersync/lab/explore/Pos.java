package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;

/**
 * Partial order sampling: each operation that is about to happen has a random priority, and the highest goes first.
 * Those that race with it, on one thing that one of them changes, draw a new one; the others keep theirs, so that
 * the orders that matter are drawn more evenly than by a walk.
 */
public final class Pos implements ScheduleStrategy {

  private static final long PURPOSE = 12;

  private final long seed;
  private final SplitMix dice;
  private final Paths priorities = new Paths();

  public Pos(long seed) {
    this.seed = seed;
    this.dice = new SplitMix(seed, PURPOSE);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void started(int strand, int by, long path) {
    priorities.set(strand, dice.next());
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    priorities.set(strand, dice.next());
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (kind != DecisionKind.STRAND) {
      return dice.below(candidates.count());
    }
    int best = 0;
    for (int i = 1; i < candidates.count(); i++) {
      if (priorities.get(candidates.strand(i)) > priorities.get(candidates.strand(best))) {
        best = i;
      }
    }
    if (!candidates.isResuming(best)) {
      for (int i = 0; i < candidates.count(); i++) {
        if (i != best && !candidates.isResuming(i) && Touched.race(candidates.operation(best),
            candidates.resource(best), candidates.operation(i), candidates.resource(i))) {
          priorities.set(candidates.strand(i), dice.next());
        }
      }
    }
    return best;
  }

  @Override
  public String describe() {
    return "POS from seed " + seed;
  }
}
