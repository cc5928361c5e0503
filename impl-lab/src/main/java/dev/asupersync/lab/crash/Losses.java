package dev.asupersync.lab.crash;

import dev.asupersync.lab.SplitMix;
import java.util.function.IntUnaryOperator;

/** What becomes of what was not safe: in the first runs all of it alike, later as drawn. */
final class Losses implements IntUnaryOperator {

  private static final long PURPOSE = 41;
  private static final int ALIKE = 4;

  private final long run;
  private final SplitMix dice;

  /** In run 0 all is lost, in runs 1 and 2 all is torn that can be, in run 3 all is kept. */
  Losses(long seed, long run) {
    this.run = run;
    this.dice = new SplitMix(seed + run, PURPOSE);
  }

  @Override
  public int applyAsInt(int candidates) {
    if (run >= ALIKE) {
      return dice.below(candidates);
    }
    return Math.min((int) (run + 1) % ALIKE, candidates - 1);
  }
}
