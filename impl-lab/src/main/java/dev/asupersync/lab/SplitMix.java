package dev.asupersync.lab;

/**
 * A stream of 64-bit numbers whose values are fixed for ever: what a seed means must not change with a JDK.
 */
public final class SplitMix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * A stream for one purpose: streams of one seed and different purposes have nothing to do with each
   * other.
   */
  public SplitMix(long seed, long purpose) {
    this.state = mix(seed + GOLDEN) ^ mix(purpose);
  }

  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to {@code bound - 1}; the bias is below 2 to the power of -32 and is accepted. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
