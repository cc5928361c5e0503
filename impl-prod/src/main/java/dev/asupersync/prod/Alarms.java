package dev.asupersync.prod;

import dev.asupersync.spi.Alarm;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One daemon thread that rings alarms. It starts with the first alarm and ends with {@link #close}; a
 * cancelled alarm leaves the queue at once, so that a million timeouts that never fire cost no memory.
 */
final class Alarms {

  private final ScheduledThreadPoolExecutor queue =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("asupersync alarms").factory());

  Alarms() {
    queue.setRemoveOnCancelPolicy(true);
  }

  Alarm set(long deadlineNanos, Runnable action) {
    Ring ring = new Ring(action);
    Future<?> place = queue.schedule(ring, delay(deadlineNanos, System.nanoTime()), TimeUnit.NANOSECONDS);
    return () -> {
      boolean inTime = ring.claim();
      if (inTime) {
        place.cancel(false);
      }
      return inTime;
    };
  }

  void close() {
    queue.shutdownNow();
  }

  /** Saturates: the ends of the range stand for the far past and the far future. */
  private static long delay(long deadlineNanos, long now) {
    if (deadlineNanos <= now) {
      return 0;
    }
    long delay = deadlineNanos - now;
    return delay < 0 ? Long.MAX_VALUE : delay;
  }

  /**
   * An action that runs once or not at all. The queue's own {@code cancel} cannot tell: it says yes while the
   * action runs.
   */
  private static final class Ring implements Runnable {

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final Runnable action;

    Ring(Runnable action) {
      this.action = action;
    }

    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (claim()) {
        try {
          action.run();
        } catch (Throwable broken) {
          Thread thread = Thread.currentThread();
          thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
        }
      }
    }
  }
}
