package dev.asupersync.prod;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How many strands of one run are live. Once it has been zero it is over and admits nobody. */
final class RunTally {

  private final AtomicLong live = new AtomicLong(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Consumer<RunTally> whenOver;

  /** With one strand counted in. */
  RunTally(Consumer<RunTally> whenOver) {
    this.whenOver = whenOver;
  }

  /** Counts one more in, or says that it is over. */
  boolean enter() {
    long now = live.get();
    while (now != 0) {
      long seen = live.compareAndExchange(now, now + 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  void leave() {
    if (live.decrementAndGet() == 0) {
      whenOver.accept(this);
      over.countDown();
    }
  }

  /** Waits until it is over, through any interrupt. */
  void await(Runnable onInterrupt) {
    boolean interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException _) {
        if (!interrupted) {
          interrupted = true;
          onInterrupt.run();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
