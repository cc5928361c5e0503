package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A random walk that is even over the orders of some operations, those on one shared thing: who comes next among
 * them is drawn by how many of them each strand still has before it, as earlier runs showed. All other steps are drawn
 * evenly among the strands, and every schedule remains possible.
 *
 * <p>Who was drawn may wait, in a loop, for what another would do that is held back; so where {@value #LONGEST} choices
 * bring no such operation, another is drawn.
 */
public final class Surw implements ScheduleStrategy {

  private static final long PURPOSE = 13;

  /** For a strand of which nothing is expected, so that it is not put off for ever. */
  private static final double LEAST = 0.3;

  private static final int LONGEST = 200;

  private final long seed;
  private final SplitMix dice;
  private final long interest;
  private final Map<Long, Double> expected;
  private final Profile.@Nullable Sample record;
  private final Paths paths = new Paths();
  private double[] weights = new double[16];
  private boolean[] over = new boolean[16];
  private int intended;
  private int without;

  /**
   * @param interest the thing; {@link Touched#NOTHING} for a plain walk, {@link Touched#EVERYTHING} for all steps
   * @param expected how often each strand and those that it starts touch it
   * @param record where what happens is written
   */
  Surw(long seed, long interest, Map<Long, Double> expected, Profile.@Nullable Sample record) {
    this.seed = seed;
    this.dice = new SplitMix(seed, PURPOSE);
    this.interest = interest;
    this.expected = expected;
    this.record = record;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.set(strand, path);
    if (strand >= weights.length) {
      weights = Arrays.copyOf(weights, weights.length * 2);
      over = Arrays.copyOf(over, over.length * 2);
    }
    double own = expected.getOrDefault(path, 0.0);
    weights[strand] = own;
    over[strand] = false;
    if (by != NOBODY) {
      if (by == intended && own > 0 && dice.below(1 << 30) < own / Math.max(weights[by], own) * (1 << 30)) {
        intended = strand;
      }
      weights[by] -= own;
    }
    if (record != null && by != NOBODY) {
      record.started(path, paths.get(by));
    }
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (resuming) {
      return;
    }
    if (record != null) {
      record.touched(paths.get(strand), operation, Touched.by(operation, resource));
    }
    if (operation == OpKind.END) {
      over[strand] = true;
    }
    if (isOfInterest(operation, resource)) {
      weights[strand] -= 1;
      intended = drawn();
      without = 0;
    }
  }

  private boolean isOfInterest(OpKind operation, long resource) {
    return interest == Touched.EVERYTHING
        || (interest != Touched.NOTHING && Touched.by(operation, resource) == interest);
  }

  private int drawn() {
    double sum = 0;
    for (int strand = 0; strand < paths.size(); strand++) {
      sum += weight(strand);
    }
    double at = fraction() * sum;
    for (int strand = 0; strand < paths.size(); strand++) {
      at -= weight(strand);
      if (at < 0) {
        return strand;
      }
    }
    return 0;
  }

  private double weight(int strand) {
    return over[strand] ? 0 : Math.max(weights[strand], LEAST);
  }

  private double fraction() {
    return (dice.next() >>> 11) * 0x1.0p-53;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int count = candidates.count();
    if (kind != DecisionKind.STRAND || interest == Touched.NOTHING) {
      return dice.below(count);
    }
    int free = 0;
    for (int i = 0; i < count; i++) {
      free += isHeldBack(candidates, i) ? 0 : 1;
    }
    if (free == 0 || (free < count && ++without > LONGEST)) {
      int next = weighted(candidates);
      without = 0;
      intended = candidates.strand(next);
      return next;
    }
    int nth = dice.below(free);
    for (int i = 0; ; i++) {
      if (!isHeldBack(candidates, i) && nth-- == 0) {
        return i;
      }
    }
  }

  private boolean isHeldBack(Candidates candidates, int index) {
    return candidates.strand(index) != intended && !candidates.isResuming(index)
        && isOfInterest(candidates.operation(index), candidates.resource(index));
  }

  private int weighted(Candidates candidates) {
    double sum = 0;
    for (int i = 0; i < candidates.count(); i++) {
      sum += weight(candidates.strand(i));
    }
    double at = fraction() * sum;
    for (int i = 0; i < candidates.count(); i++) {
      at -= weight(candidates.strand(i));
      if (at < 0) {
        return i;
      }
    }
    return 0;
  }

  Profile.@Nullable Sample record() {
    return record;
  }

  @Override
  public String describe() {
    return (interest == Touched.EVERYTHING ? "URW" : "SURW") + " from seed " + seed;
  }
}
