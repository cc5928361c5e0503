package dev.asupersync.combine;

import java.time.Duration;

/**
 * How much a {@link Bulkhead} lets happen at once. Rule: 8.20.
 *
 * @param concurrent so much at once
 * @param queue so many calls may wait
 * @param patience so long
 */
public record BulkheadPolicy(int concurrent, int queue, Duration patience) {

  /** Ten at once, a hundred waiting, 5 s each. */
  public static final BulkheadPolicy DEFAULT = new BulkheadPolicy(10, 100, Duration.ofSeconds(5));

  public BulkheadPolicy {
    BadPolicy.require(
        concurrent >= 1 && queue >= 0 && !patience.isNegative(),
        "A bulkhead with concurrent=" + concurrent + ", queue=" + queue + ", patience=" + patience
            + " cannot work. Let 1 or more run, 0 or more wait, and give a patience that is not negative.");
  }

  public BulkheadPolicy withConcurrent(int most) {
    return new BulkheadPolicy(most, queue, patience);
  }

  public BulkheadPolicy withQueue(int most) {
    return new BulkheadPolicy(concurrent, most, patience);
  }

  public BulkheadPolicy withPatience(Duration time) {
    return new BulkheadPolicy(concurrent, queue, time);
  }
}
