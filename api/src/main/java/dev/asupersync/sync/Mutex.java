package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock for one task at a time. Whoever releases it hands it to the task that has waited longest, so
 * nobody is overtaken. It is not reentrant.
 *
 * <p>A panic while it is held poisons it: then what it guards may be half changed, and every task that
 * waits for it, or comes later, gets {@link PoisonedException} until {@link #clearPoison}. What counts as a
 * panic:
 *
 * <ul>
 *   <li>in {@link #with}, every unchecked exception and every error that leaves the section, except
 *       {@code CancelledError}. A checked exception is one that the section declares: an answer, not an
 *     accident, so it poisons nothing; nor does cancellation; <li>with a {@link Guard}, that its task ends
 *     Panicked while it still holds it. A guard that try-with-resources closes on its way out is released
 *     like any other, because {@code close()} cannot see that something was thrown. So prefer {@link
 *     #with}, or call {@link Guard#poison}. </ul>
 *
 * <p>Open it with {@code scope.open(Mutex.create())}. Rules: 7.6.1, 7.6.2.
 */
public interface Mutex {

  static MutexSpec create() {
    return new MutexSpec("");
  }

  /**
   * Waits until nobody holds it and nobody is ahead, and takes it: {@code try (var _ = mutex.lock(cx))
   * {...}}.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, the lock was not taken. Errors:
   * {@link PoisonedException} (CX-3201); CX-3202 for the task that holds it already; CX-3206 when the
   * region that owns it has closed; CX-3004 in a finalizer.
   */
  Guard lock(Checkpoints cx);

  /**
   * Takes it if nobody holds it and nobody waits. Never waits. Cancellation: a cancel point. Errors:
   * CX-3201.
   */
  Optional<Guard> tryLock(Checkpoints cx);

  /** As {@link #lock}, but empty when so much time has passed. */
  Optional<Guard> tryLock(Checkpoints cx, Duration patience);

  /**
   * Runs the section while holding the lock. Cancellation and errors as {@link #lock}, and what it throws.
   */
  default <T extends @Nullable Object, X extends Exception> T with(Checkpoints cx, Section<T, X> section)
      throws X {
    return Poisoning.run(lock(cx), section);
  }

  /** The same for a section without a result. */
  default <X extends Exception> void with(Checkpoints cx, Step<X> step) throws X {
    Poisoning.<@Nullable Void, X>run(
        lock(cx),
        () -> {
          step.run();
          return null;
        });
  }

  /** Whether it is poisoned now. Any thread. */
  boolean isPoisoned();

  /** What it guards is in order again, or always was. Cancellation: not a cancel point. */
  void clearPoison(Checkpoints cx);
}
