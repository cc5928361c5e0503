package dev.asupersync.lab;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What threads that do not hold the baton want done; the holder does it at its next step. */
final class Inbox {

  private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
  private volatile boolean pending;

  /** Any thread. */
  void add(Runnable request) {
    requests.add(request);
    pending = true;
  }

  boolean pending() {
    return pending;
  }

  /** Only the holder. */
  void drain() {
    pending = false;
    for (@Nullable Runnable next = requests.poll(); next != null; next = requests.poll()) {
      next.run();
    }
  }
}
