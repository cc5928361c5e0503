package dev.asupersync.lab.dpor;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import java.util.List;
import java.util.SplittableRandom;

/** A run that goes at random and only writes down what happens. */
final class Wandering extends Following {

  private final SplittableRandom random;

  Wandering(Dpor dpor, long seed) {
    super(dpor, 0, List.of());
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (isBroken()) {
      return 0;
    }
    int chosen = random.nextInt(candidates.count());
    return kind == DecisionKind.STRAND ? chosen : alternative(candidates.count(), chosen);
  }

  @Override
  public String describe() {
    return "random walk over strands";
  }
}
