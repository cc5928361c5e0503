package dev.asupersync.lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** {@link Descent}s, which sample the classes and estimate how many there are. */
final class Descents implements Search {

  /** The first show what strands do, and do not count. */
  private static final int LEARNING = 20;

  /** With fewer there is no estimate. */
  static final int ENOUGH = 40;

  private final String words;
  private final int round;
  private final Futures futures = new Futures();
  private long seed;
  private long given;
  private long ended;
  private double sum;
  private long cancelled;
  private boolean endless;
  private List<Descent> latest = List.of();

  Descents(long seed, int round) {
    this.words = "descents from seed " + seed;
    this.seed = seed;
    this.round = round;
  }

  @Override
  public List<Descent> next() {
    List<Descent> next = new ArrayList<>(round);
    for (int i = 0; i < round; i++) {
      next.add(given++ < LEARNING ? Descent.learning(seed++) : new Descent(seed++, futures));
    }
    latest = next;
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    Descent run = latest.get(index);
    futures.add(run.record());
    cancelled += run.wasCancelled() ? 1 : 0;
    if (++ended > LEARNING) {
      sum += run.leaves();
      endless |= run.isEndless();
    }
  }

  /** The mean. Nothing where more than every tenth run cancels tasks: what minds that is not known here. */
  @Override
  public OptionalDouble estimate() {
    long counted = ended - LEARNING;
    boolean isKnown = counted >= ENOUGH || endless;
    return isKnown && cancelled * 10 <= ended ? OptionalDouble.of(sum / counted) : OptionalDouble.empty();
  }

  /** Whether one of them has shown that there are more classes than anybody runs. */
  boolean isHopeless() {
    return endless;
  }

  @Override
  public String describe() {
    return words;
  }
}
