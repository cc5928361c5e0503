package dev.asupersync.lab;

import java.util.concurrent.CountDownLatch;

/** What gives strands threads, and those threads a processor. Which one it is changes no schedule, only speed. */
sealed interface Carrier permits JdkCarrier, OwnCarrier {

  /** The fastest that this JVM allows. */
  static Carrier best() {
    return OwnCarrier.isPossible() ? new OwnCarrier() : new JdkCarrier();
  }

  /** A thread that is not started yet. */
  Thread newThread(String name, Runnable body);

  /** Whether the caller itself can carry the strands of a run; it must then do so. */
  boolean canUseCaller();

  /**
   * Carries strands until the latch is open, on the calling thread. {@code onInterrupt} is called at most once. An
   * interrupt that comes just while a strand runs may be lost: the JVM clears it when the strand is unmounted.
   */
  void carry(CountDownLatch ended, Runnable onInterrupt);

  /** The same, elsewhere; returns at once. */
  void carryElsewhere(CountDownLatch ended);

  /** A few words for reports. */
  String describe();
}
