package dev.asupersync.lab.trace;

/** Hashes whose values are fixed for ever, because they stand in fingerprints. */
final class Mix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  static long of(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Of these two in this order. */
  static long of(long first, long second) {
    return of(of(first) + Long.rotateLeft(second, 32) * GOLDEN + second);
  }

  static long of(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = of(hash, text.charAt(i));
    }
    return hash;
  }
}
