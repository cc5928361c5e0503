package dev.asupersync.lab.shrink;

import java.util.Comparator;

/**
 * How much a person must follow. The first that differs decides.
 *
 * @param preemptions how often another strand went on though the running one could
 * @param odd how many choices that are none between strands were not the first
 * @param switches how often another strand went on
 * @param between how many steps others made until one that was stopped so went on
 * @param steps how many steps there were
 */
public record Cost(long preemptions, long odd, long switches, long between, long steps) implements Comparable<Cost> {

  private static final Comparator<Cost> ORDER = Comparator.comparingLong(Cost::preemptions)
      .thenComparingLong(Cost::odd)
      .thenComparingLong(Cost::switches)
      .thenComparingLong(Cost::between)
      .thenComparingLong(Cost::steps);

  @Override
  public int compareTo(Cost other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return preemptions + " preemptions, " + switches + " switches, " + steps + " steps";
  }
}
