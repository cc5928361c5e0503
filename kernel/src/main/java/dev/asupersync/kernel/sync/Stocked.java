package dev.asupersync.kernel.sync;

import dev.asupersync.sync.PoolOptions;
import java.time.Duration;

/** A thing of a pool, when it was made, and since when it is idle. */
record Stocked<T>(T value, long bornNanos, long idleNanos) {

  boolean isTooOld(long now, PoolOptions options) {
    return Duration.ofNanos(now - bornNanos).compareTo(options.maxLifetime()) >= 0;
  }

  boolean isIdleTooLong(long now, PoolOptions options) {
    return Duration.ofNanos(now - idleNanos).compareTo(options.idleTimeout()) >= 0;
  }
}
