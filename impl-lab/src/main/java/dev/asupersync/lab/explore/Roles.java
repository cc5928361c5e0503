package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;
import org.jspecify.annotations.Nullable;

/**
 * Strands that do the same play one role, and priorities are not of strands but of what a role is about to do: drawn
 * once for each operation, on each thing that is shared, of each role. So it does not matter how many strands there are
 * of a kind: that a hundred writers stop between two of their steps while one reader passes is as likely as that two
 * do. Strands that are about to do the same come in an order that is drawn, too.
 *
 * <p>At one choice, where that is wanted, the strand that would go on falls below all others, so that those of one role
 * come to differ. One that is chosen {@value Patience#LIMIT} times in a row falls, too: it may spin until another does
 * something.
 */
public final class Roles implements ScheduleStrategy {

  private static final long PURPOSE = 17;

  private static final long UNKNOWN = -1;

  private final long seed;
  private final SplitMix dice;
  private final long changeAt;
  private final Cast cast;
  private final Cast.@Nullable Sample record;
  private final Paths paths = new Paths();
  private final Paths priorities = new Paths();
  private final Paths fallen = new Paths();
  private final Patience patience = new Patience();
  private long choices;
  private int falls;

  /**
   * @param choices at one of how many choices a strand falls; 0 for none
   * @param record where what happens is written
   */
  Roles(long seed, int choices, Cast cast, Cast.@Nullable Sample record) {
    this.seed = seed;
    this.dice = new SplitMix(seed, PURPOSE);
    this.changeAt = choices == 0 ? 0 : 1L + dice.below(choices);
    this.cast = cast;
    this.record = record;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.set(strand, path);
    priorities.set(strand, UNKNOWN);
    fallen.set(strand, 0);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    priorities.set(strand, UNKNOWN);
    if (record != null && !resuming) {
      record.did(paths.get(strand), operation, Touched.by(operation, resource));
    }
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (kind != DecisionKind.STRAND) {
      return dice.below(candidates.count());
    }
    choices++;
    int best = highest(candidates);
    if (choices == changeAt || patience.endsWith(candidates.strand(best))) {
      fallen.set(candidates.strand(best), ++falls);
      best = highest(candidates);
    }
    return best;
  }

  private int highest(Candidates candidates) {
    int best = 0;
    for (int i = 1; i < candidates.count(); i++) {
      if (isBefore(candidates, i, best)) {
        best = i;
      }
    }
    return best;
  }

  private boolean isBefore(Candidates candidates, int one, int other) {
    int strand = candidates.strand(one);
    int otherStrand = candidates.strand(other);
    if (fallen.get(strand) != fallen.get(otherStrand)) {
      return fallen.get(strand) < fallen.get(otherStrand);
    }
    long priority = priority(candidates, one);
    long otherPriority = priority(candidates, other);
    return priority == otherPriority
        ? SplitMix.mix(seed ^ paths.get(strand)) > SplitMix.mix(seed ^ paths.get(otherStrand))
        : priority > otherPriority;
  }

  /** A strand announces one operation until it makes that step. */
  private long priority(Candidates candidates, int index) {
    int strand = candidates.strand(index);
    long known = priorities.get(strand);
    if (known != UNKNOWN) {
      return known;
    }
    OpKind operation = candidates.operation(index);
    long thing = cast.shared(Touched.by(operation, candidates.resource(index)));
    long part = SplitMix.mix(cast.role(paths.get(strand)) + Cast.part(operation, thing));
    long drawn = SplitMix.mix(seed ^ part) >>> 1;
    priorities.set(strand, drawn);
    return drawn;
  }

  /** How many choices between strands there were. */
  long choices() {
    return choices;
  }

  Cast.@Nullable Sample record() {
    return record;
  }

  @Override
  public String describe() {
    return "roles from seed " + seed;
  }
}
