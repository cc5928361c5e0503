package dev.asupersync.lab;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Where a loop over many unwatched runs is at home. Where the JDK's scheduler carries the strands, each run that a
 * platform thread asks for wakes a carrier, and then that thread: two hand-overs through the operating system. A loop
 * that is itself a virtual thread hands over as strands do. A run that is watched is not for it: who watches for
 * strands that block must not need one of the threads that they block.
 */
public final class RunLoop {

  private RunLoop() {}

  /**
   * Calls {@code loop}, on a virtual thread where that is faster, and gives what it gives or throws. An interrupt of
   * the caller is passed on to it.
   */
  public static <T> T call(Supplier<T> loop) {
    return OwnCarrier.isPossible() || Thread.currentThread().isVirtual() ? loop.get() : virtually(loop);
  }

  static <T> T virtually(Supplier<T> loop) {
    AtomicReference<Supplier<T>> end = new AtomicReference<>();
    Thread thread = Thread.ofVirtual().name("lab runs").start(() -> {
      try {
        T result = loop.get();
        end.set(() -> result);
      } catch (RuntimeException thrown) {
        end.set(() -> {
          throw thrown;
        });
      } catch (Error thrown) {
        end.set(() -> {
          throw thrown;
        });
      }
    });
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return end.get().get();
  }

  /** Threads for such loops. */
  public static ThreadFactory threads(String name) {
    return OwnCarrier.isPossible()
        ? Thread.ofPlatform().daemon().name(name, 1).factory()
        : Thread.ofVirtual().name(name, 1).factory();
  }
}
