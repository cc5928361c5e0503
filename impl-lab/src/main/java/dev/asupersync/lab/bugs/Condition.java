package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Notify;

/**
 * What tasks in a {@link Monitor} wait for. A signal ends one wait that has begun, and is lost where there is none.
 *
 * <p>A wait counts itself while it has the lock, so that a signal after that is never lost, although leaving the lock
 * and waiting are two steps. A task that comes to wait between the two may take the signal of one that counted
 * itself before; then that one gets the next.
 */
final class Condition {

  private final Cell<Integer> waiting;
  private final Notify signals;

  Condition(Cell<Integer> waiting, Notify signals) {
    this.waiting = waiting;
    this.signals = signals;
  }

  void enlist(Cx cx) {
    waiting.update(cx, n -> n + 1);
  }

  void awaitSignal(Cx cx) {
    signals.await(cx);
  }

  void signal(Cx cx) {
    int seen = waiting.get(cx);
    while (seen > 0) {
      if (waiting.compareAndSet(cx, seen, seen - 1)) {
        signals.notifyOne(cx);
        return;
      }
      seen = waiting.get(cx);
    }
  }

  void signalAll(Cx cx) {
    int all = waiting.getAndSet(cx, 0);
    for (int i = 0; i < all; i++) {
      signals.notifyOne(cx);
    }
  }
}
