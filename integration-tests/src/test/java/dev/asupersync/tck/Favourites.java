package dev.asupersync.tck;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets some tasks nearly always go before others: a random walk hardly ever lets a task deep down overtake one that
 * has little to do.
 */
final class Favourites implements ScheduleStrategy {

  private final SplittableRandom random;
  private final Map<Long, Integer> ranks = new HashMap<>();

  Favourites(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (kind != DecisionKind.STRAND || random.nextInt(16) == 0) {
      return random.nextInt(candidates.count());
    }
    int best = 0;
    for (int i = 1; i < candidates.count(); i++) {
      best = rank(candidates.id(i)) > rank(candidates.id(best)) ? i : best;
    }
    return best;
  }

  private int rank(long id) {
    return ranks.computeIfAbsent(id, _ -> random.nextInt());
  }
}
