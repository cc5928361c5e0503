package dev.asupersync.lab.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * {@link Roles}; who plays which is learned from the first {@value #LEARNING} runs. In every other run a strand falls, at
 * one of as many choices as the longest run so far had.
 */
final class RolesSearch implements Search {

  private static final int FEW = 4;
  private static final int LEARNING = 16;

  private final long first;
  private final int round;
  private final Cast cast = new Cast();
  private long runs;
  private long longest;
  private List<Roles> latest = List.of();

  RolesSearch(long seed, int round) {
    this.first = seed;
    this.round = round;
  }

  @Override
  public List<Roles> next() {
    boolean learns = runs < LEARNING;
    List<Roles> next = new ArrayList<>();
    for (int i = 0; i < (learns ? Math.min(FEW, round) : round); i++) {
      int choices = runs % 2 == 0 ? 0 : (int) Math.min(longest, Integer.MAX_VALUE);
      next.add(new Roles(first + runs++, choices, cast, learns ? new Cast.Sample() : null));
    }
    latest = next;
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    longest = Math.max(longest, latest.get(index).choices());
    Cast.Sample record = latest.get(index).record();
    if (record != null) {
      cast.add(record);
    }
  }

  @Override
  public String describe() {
    return "roles from seed " + first;
  }
}
