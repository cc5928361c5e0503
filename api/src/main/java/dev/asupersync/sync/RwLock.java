package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock for any number of readers, or for one writer.
 *
 * <p>Who is next: a reader that comes while a writer waits stands behind it, and writers are served before
 * such readers, in the order in which they came. So that readers do not starve, after 16 writers in a row
 * have gone ahead of waiting readers, and a further one waits, the reader that has waited longest gets a
 * turn. When no writer waits, a release lets in every reader that waits. A reader with {@code p} readers
 * ahead of it is overtaken by at most {@code (p + 1) * 16} writers. Readers that came before the first of
 * the waiting writers are not overtaken.
 *
 * <p>It is not reentrant, not even for reading. A panic while it is held for writing poisons it, in the
 * same way as a {@link Mutex}; reading poisons nothing.
 *
 * <p>Open it with {@code scope.open(RwLock.create())}. Rule: 7.6.3.
 */
public interface RwLock {

  static RwLockSpec create() {
    return new RwLockSpec("");
  }

  /**
   * Waits until no writer holds it or is ahead, and takes it together with other readers.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, the lock was not taken, and those who only
   * stood behind this task are let in. Errors: {@link PoisonedException} (CX-3201); CX-3202 for a task that
   * holds it already; CX-3206 when the region that owns it has closed; CX-3004 in a finalizer.
   */
  ReadGuard read(Checkpoints cx);

  /**
   * Waits until nobody holds it and no writer is ahead, and takes it alone. As {@link #read} for the rest.
   */
  Guard write(Checkpoints cx);

  /**
   * Takes it if no writer holds it and nobody waits. Never waits. Cancellation: a cancel point. Errors:
   * CX-3201.
   */
  Optional<ReadGuard> tryRead(Checkpoints cx);

  /** As {@link #read}, but empty when so much time has passed. */
  Optional<ReadGuard> tryRead(Checkpoints cx, Duration patience);

  /**
   * Takes it if nobody holds it and nobody waits. Never waits. Cancellation: a cancel point. Errors:
   * CX-3201.
   */
  Optional<Guard> tryWrite(Checkpoints cx);

  /** As {@link #write}, but empty when so much time has passed. */
  Optional<Guard> tryWrite(Checkpoints cx, Duration patience);

  /**
   * Runs the section while holding the lock with other readers. Whatever it throws, the lock is not
   * poisoned.
   */
  default <T extends @Nullable Object, X extends Exception> T reading(Checkpoints cx, Section<T, X> section)
      throws X {
    try (ReadGuard _ = read(cx)) {
      return section.run();
    }
  }

  /** Runs the section while holding the lock alone. What poisons is said at {@link Mutex}. */
  default <T extends @Nullable Object, X extends Exception> T writing(Checkpoints cx, Section<T, X> section)
      throws X {
    return Poisoning.run(write(cx), section);
  }

  /** The same for a section without a result. */
  default <X extends Exception> void writing(Checkpoints cx, Step<X> step) throws X {
    Poisoning.<@Nullable Void, X>run(
        write(cx),
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
