package dev.asupersync.benchmarks.lost;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Offers an element and cancels its receiver, one directly after the other, in either order, a few microseconds
 * after the receiver said that it is about to wait. So the receiver, on its own thread, is waking up for the one
 * while the other arrives.
 */
public final class Race {

  private static final int BEFORE_NANOS = 20_000;
  private static final int BETWEEN_NANOS = 4_000;

  /** How long a timed receiver waits. */
  static final int TIMEOUT_MILLIS = 1;

  private final SplittableRandom random;

  Race(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether the offer was accepted. */
  boolean run(AtomicBoolean waiting, BooleanSupplier offer, Runnable cancel) {
    while (!waiting.get()) {
      Thread.yield();
    }
    pause(random.nextInt(BEFORE_NANOS));
    int between = random.nextBoolean() ? 0 : random.nextInt(BETWEEN_NANOS);
    if (random.nextBoolean()) {
      boolean accepted = offer.getAsBoolean();
      pause(between);
      cancel.run();
      return accepted;
    }
    cancel.run();
    pause(between);
    return offer.getAsBoolean();
  }

  /** Offers at about the moment at which a timed receiver gives up by itself. */
  boolean runTimed(AtomicBoolean waiting, BooleanSupplier offer) {
    while (!waiting.get()) {
      Thread.yield();
    }
    pause(TIMEOUT_MILLIS * 1_000_000L - 100_000 + random.nextInt(400_000));
    return offer.getAsBoolean();
  }

  private static void pause(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      // So short a time cannot be slept.
    }
  }
}
