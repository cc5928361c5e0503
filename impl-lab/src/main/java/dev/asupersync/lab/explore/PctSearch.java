package dev.asupersync.lab.explore;

import java.util.ArrayList;
import java.util.List;

/** {@link Pct} of several depths in turn, with as many choices as the longest run so far had. */
final class PctSearch implements Search {

  private final long first;
  private final int least;
  private final int most;
  private final int round;
  private long runs;
  private long longest;
  private List<Pct> latest = List.of();

  PctSearch(long seed, int least, int most, int round) {
    this.first = seed;
    this.least = least;
    this.most = most;
    this.round = round;
  }

  /** The first round is one run, which shows how long they are. */
  @Override
  public List<Pct> next() {
    List<Pct> next = new ArrayList<>();
    int size = runs == 0 ? 1 : round;
    for (int i = 0; i < size; i++) {
      next.add(new Pct(first + runs, least + (int) (runs % (most - least + 1)), longest));
      runs++;
    }
    latest = next;
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    longest = Math.max(longest, latest.get(index).choices());
  }

  @Override
  public String describe() {
    return "PCT of depth " + least + (most > least ? " to " + most : "") + " from seed " + first;
  }
}
