package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.Decision;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import java.util.ArrayList;
import java.util.List;

/** Begins as one of the runs that were the first of their class began, and goes on at random. */
final class Variations implements Search {

  private static final int KEPT = 128;
  private static final long PURPOSE = 15;

  /** One run: so many decisions of an earlier one, or up to the first that does not fit, then a walk. */
  private static final class Variation implements ScheduleStrategy {
    private final List<Decision> known;
    private final SplitMix dice;
    private int left;
    private int position;

    Variation(List<Decision> known, long seed) {
      this.known = known;
      this.dice = new SplitMix(seed, PURPOSE);
      this.left = dice.below(known.size() + 1);
    }

    @Override
    public int choose(DecisionKind kind, Candidates candidates) {
      if (position < left) {
        Decision next = known.get(position++);
        if (next.kind() == kind && next.candidates() == candidates.count()) {
          return next.chosen();
        }
        left = 0;
      }
      return dice.below(candidates.count());
    }
  }

  private final int round;
  private final SplitMix dice;
  private final List<List<Decision>> kept = new ArrayList<>();
  private long seed;

  Variations(long seed, int round) {
    this.seed = seed;
    this.round = round;
    this.dice = new SplitMix(seed, PURPOSE + 1);
  }

  @Override
  public List<ScheduleStrategy> next() {
    List<ScheduleStrategy> next = new ArrayList<>(round);
    for (int i = 0; i < round; i++) {
      List<Decision> known = kept.isEmpty() ? List.of() : kept.get(dice.below(kept.size()));
      next.add(new Variation(known, seed++));
    }
    return next;
  }

  /** Keeps it, in place of another if there are many, if it was the first of its class. */
  void learn(RunEnd end) {
    if (!end.isNew() || end.report().decisions() > 10_000) {
      return;
    }
    List<Decision> decisions = end.report().schedule().decisions();
    if (kept.size() < KEPT) {
      kept.add(decisions);
    } else {
      kept.set(dice.below(KEPT), decisions);
    }
  }

  @Override
  public void ended(int index, RunEnd end) {
    learn(end);
  }

  @Override
  public String describe() {
    return "variations of runs that were new";
  }
}
