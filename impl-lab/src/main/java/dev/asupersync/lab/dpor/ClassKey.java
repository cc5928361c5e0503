package dev.asupersync.lab.dpor;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a class of equivalent schedules is known by: a hash over each step and the steps that come before it. The
 * order of steps that commute is not in it.
 */
public record ClassKey(long high, long low) {

  /** What ended the wait within a step. */
  interface Waits {
    /** Tells the places of that; gives whether they are all. */
    boolean of(Step step, IntConsumer place);
  }

  static ClassKey of(Path path, List<Long> strandPaths, Waits waits) {
    long high = 0;
    long low = 0;
    for (int place = 0; place < path.size(); place++) {
      Step step = path.get(place);
      long hash = step.isStep() ? hash(step, completed(path, step, waits), strandPaths) : 0x5EL + step.alternative;
      high += mix(hash);
      low += mix(hash ^ 0x6A09E667F3BCC908L);
    }
    return new ClassKey(high, low);
  }

  /** The clock of a step when all that it waited for had come. */
  private static int[] completed(Path path, Step step, Waits waits) {
    int[] clock = step.clock.clone();
    if (!waits.of(step, place -> join(clock, path, place))) {
      for (int i = 0; i < step.completedBy.size(); i++) {
        join(clock, path, step.completedBy.get(i));
      }
    }
    join(clock, path, step.grantedBy);
    return clock;
  }

  private static void join(int[] clock, Path path, int place) {
    if (place != Step.ALL) {
      int[] other = path.get(place).clock;
      for (int i = 0; i < Math.min(clock.length, other.length); i++) {
        clock[i] = Math.max(clock[i], other[i]);
      }
    }
  }

  private static long hash(Step step, int[] clock, List<Long> strandPaths) {
    long hash = mix(strandPaths.get(step.strand) * 31 + step.number) + step.operation.code();
    for (int strand = 0; strand < clock.length; strand++) {
      if (clock[strand] > 0) {
        hash += mix(mix(strandPaths.get(strand)) + clock[strand]);
      }
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
