package dev.asupersync.kernel;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A task's own stream of random numbers and the seeds of its children. A child's seed depends on its parent's
 * seed and on how many were spawned before it, not on what any of them drew. Touched only by the own strand.
 */
final class Randomness {

  private final long seed;
  private long forks;
  private @Nullable SplittableRandom stream;

  Randomness(long seed) {
    this.seed = seed;
  }

  long fork() {
    return mix(seed + 0x9E3779B97F4A7C15L * ++forks);
  }

  SplittableRandom stream() {
    SplittableRandom open = stream;
    if (open == null) {
      open = new SplittableRandom(mix(~seed));
      stream = open;
    }
    return open;
  }

  /** Stafford's variant 13 of the 64-bit finalizer: neighbouring seeds give unrelated streams. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
