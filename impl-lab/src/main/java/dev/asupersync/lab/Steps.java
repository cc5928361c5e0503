package dev.asupersync.lab;

/** Numbers of steps, where there may be no limit. */
final class Steps {

  /** Later than any step. */
  static final long NEVER = Long.MAX_VALUE;

  private Steps() {}

  /** 0 stands for no limit. */
  static long orNever(long steps) {
    return steps == 0 ? NEVER : steps;
  }

  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? NEVER : sum;
  }
}
