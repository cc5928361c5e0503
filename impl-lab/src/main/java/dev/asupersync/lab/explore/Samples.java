package dev.asupersync.lab.explore;

import dev.asupersync.lab.ScheduleStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Runs that learn nothing from each other. */
final class Samples implements Search {

  private final String words;
  private final int round;
  private final LongFunction<ScheduleStrategy> withSeed;
  private long seed;

  Samples(String words, long seed, int round, LongFunction<ScheduleStrategy> withSeed) {
    this.words = words + " from seed " + seed;
    this.seed = seed;
    this.round = round;
    this.withSeed = withSeed;
  }

  @Override
  public List<ScheduleStrategy> next() {
    List<ScheduleStrategy> next = new ArrayList<>(round);
    for (int i = 0; i < round; i++) {
      next.add(withSeed.apply(seed++));
    }
    return next;
  }

  @Override
  public String describe() {
    return words;
  }
}
