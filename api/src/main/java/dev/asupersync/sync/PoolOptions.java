package dev.asupersync.sync;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;

/**
 * How many things a {@link Pool} has, and for how long.
 *
 * @param min how many are kept, however long they are idle
 * @param max how many there are at most; 1 or more
 * @param acquireTimeout how long {@link Pool#acquire} waits
 * @param idleTimeout after how long without use one is destroyed, while there are more than {@code min}
 * @param maxLifetime after how long one is destroyed in any case, when it is idle
 * @param warmUp how many {@link Pool#warmUp} makes
 * @param warmUpTimeout after how long that begins no further one
 */
public record PoolOptions(
    int min,
    int max,
    Duration acquireTimeout,
    Duration idleTimeout,
    Duration maxLifetime,
    int warmUp,
    Duration warmUpTimeout) {

  /** 1 to 10 things; waits 30 s; idle for 10 minutes; an hour old; nothing made ahead, within 30 s. */
  public static final PoolOptions DEFAULT =
      new PoolOptions(
          1, 10, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(1),
          0, Duration.ofSeconds(30));

  public PoolOptions {
    if (min < 0 || max < 1 || min > max || warmUp < 0 || warmUp > max) {
      throw new CxUsageException(
          ErrorCode.BAD_COUNT,
          "A pool cannot have from " + min + " to " + max + " things, " + warmUp + " of them made ahead. Give"
              + " it a maximum of 1 or more, and the others from 0 to the maximum.");
    }
  }

  /** From {@code min} to {@code max} things. */
  public PoolOptions withSize(int min, int max) {
    return new PoolOptions(min, max, acquireTimeout, idleTimeout, maxLifetime, warmUp, warmUpTimeout);
  }

  public PoolOptions withAcquireTimeout(Duration time) {
    return new PoolOptions(min, max, time, idleTimeout, maxLifetime, warmUp, warmUpTimeout);
  }

  public PoolOptions withIdleTimeout(Duration time) {
    return new PoolOptions(min, max, acquireTimeout, time, maxLifetime, warmUp, warmUpTimeout);
  }

  public PoolOptions withMaxLifetime(Duration time) {
    return new PoolOptions(min, max, acquireTimeout, idleTimeout, time, warmUp, warmUpTimeout);
  }

  /** {@code count} things are made ahead, none begun later than {@code within}. */
  public PoolOptions withWarmUp(int count, Duration within) {
    return new PoolOptions(min, max, acquireTimeout, idleTimeout, maxLifetime, count, within);
  }
}
