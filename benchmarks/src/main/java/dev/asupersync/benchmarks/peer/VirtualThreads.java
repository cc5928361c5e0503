package dev.asupersync.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;

/** What the peers that block a thread run on: a virtual thread per task, by the default scheduler. */
final class VirtualThreads {

  interface Body {
    void run() throws Exception;
  }

  private final List<Thread> threads = new ArrayList<>();

  void start(Body body) {
    threads.add(Thread.ofVirtual().start(() -> {
      try {
        body.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }));
  }

  void join() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
