package dev.asupersync.otel;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Remembers the throwables that were dealt with last, since one and the same comes by at each task and region
 * that it travels through. Holds none of them.
 */
@SuppressWarnings("ReferenceEquality") // that one, not an equal one
final class Throwables {

  private static final int MOST = 256;

  private final Deque<WeakReference<Throwable>> last = new ArrayDeque<>();

  /** Whether it comes by for the first time. */
  synchronized boolean isNew(Throwable thrown) {
    for (WeakReference<Throwable> known : last) {
      if (known.refersTo(thrown)) {
        return false;
      }
    }
    if (last.size() == MOST) {
      last.removeLast();
    }
    last.addFirst(new WeakReference<>(thrown));
    return true;
  }
}
