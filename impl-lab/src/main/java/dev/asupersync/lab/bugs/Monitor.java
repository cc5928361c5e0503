package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import org.jspecify.annotations.Nullable;

/** A lock with conditions, as other runtimes have them. */
final class Monitor {

  private final Mutex mutex;

  Monitor(Mutex mutex) {
    this.mutex = mutex;
  }

  Inside enter(Cx cx) {
    return new Inside(cx);
  }

  /** One task, inside until it is closed. */
  final class Inside implements AutoCloseable {

    private final Cx cx;
    private @Nullable Guard guard;

    Inside(Cx cx) {
      this.cx = cx;
      this.guard = mutex.lock(cx);
    }

    /** Leaves the lock, waits to be signalled, and takes the lock again. */
    void await(Condition condition) {
      Notify bell = condition.enlist(cx);
      close();
      bell.await(cx);
      guard = mutex.lock(cx);
    }

    @Override
    public void close() {
      if (guard != null) {
        guard.release();
        guard = null;
      }
    }
  }
}
