package dev.asupersync.lab.explore;

import dev.asupersync.lab.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link Surw}: first some plain walks, which show what strands do; then, for each run, one of the things that they
 * share, drawn at random. What is expected of the strands is the average of the first {@value #LEARNING} runs, because
 * a single one may have ended early.
 */
final class SurwSearch implements Search {

  private static final int WALKS = 4;
  private static final int LEARNING = 64;
  private static final long PURPOSE = 14;

  private final long first;
  private final boolean everything;
  private final int round;
  private final SplitMix dice;
  private final Profile profile = new Profile();
  private long runs;
  private List<Surw> latest = List.of();

  SurwSearch(long seed, boolean everything, int round) {
    this.first = seed;
    this.everything = everything;
    this.round = round;
    this.dice = new SplitMix(seed, PURPOSE);
  }

  @Override
  public List<Surw> next() {
    List<Surw> next = new ArrayList<>();
    if (runs == 0) {
      for (int i = 0; i < WALKS; i++) {
        next.add(new Surw(first + runs++, Touched.NOTHING, Map.of(), new Profile.Sample()));
      }
    } else {
      weighted(next);
    }
    latest = next;
    return next;
  }

  private void weighted(List<Surw> next) {
    long[] things = everything ? new long[] {Touched.EVERYTHING} : profile.shared();
    List<Map<Long, Double>> weights = new ArrayList<>();
    for (long thing : things) {
      weights.add(profile.weights(thing));
    }
    boolean learns = profile.runs() < LEARNING;
    int size = learns ? Math.min(WALKS, round) : round;
    for (int i = 0; i < size; i++) {
      int chosen = things.length == 0 ? -1 : dice.below(things.length);
      next.add(new Surw(
          first + runs++,
          chosen < 0 ? Touched.NOTHING : things[chosen],
          chosen < 0 ? Map.of() : weights.get(chosen),
          learns ? new Profile.Sample() : null));
    }
  }

  @Override
  public void ended(int index, RunEnd end) {
    Profile.Sample record = latest.get(index).record();
    if (record != null) {
      profile.add(record);
    }
  }

  @Override
  public String describe() {
    return (everything ? "URW" : "SURW") + " from seed " + first;
  }
}
