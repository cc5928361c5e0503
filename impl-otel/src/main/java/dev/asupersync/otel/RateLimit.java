package dev.asupersync.otel;

import java.util.concurrent.atomic.AtomicLong;

/** So many in each second of the runtime's time. */
final class RateLimit {

  private static final int COUNT_BITS = 8;
  private static final long COUNT = (1L << COUNT_BITS) - 1;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int most;

  /** The second, and how many there were in it. */
  private final AtomicLong state = new AtomicLong();

  /** {@code most}: at most 255. */
  RateLimit(int most) {
    this.most = most;
  }

  boolean admits(long epochNanos) {
    long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND) << COUNT_BITS;
    while (true) {
      long before = state.get();
      long count = (before & ~COUNT) == second ? before & COUNT : 0;
      if (count >= most) {
        return false;
      }
      if (state.compareAndSet(before, second | (count + 1))) {
        return true;
      }
    }
  }
}
