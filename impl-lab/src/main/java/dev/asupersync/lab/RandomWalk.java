package dev.asupersync.lab;

/** Every candidate is as likely as every other, at every step. */
public final class RandomWalk implements ScheduleStrategy {

  private static final long PURPOSE = 1;

  private final long seed;
  private final SplitMix stream;

  public RandomWalk(long seed) {
    this.seed = seed;
    this.stream = new SplitMix(seed, PURPOSE);
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    return stream.below(candidates.count());
  }

  @Override
  public String describe() {
    return "random walk from seed " + seed;
  }
}
