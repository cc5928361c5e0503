package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.time.Duration;
import java.util.Optional;

/**
 * So many permits, for a limit on how much happens at once. Requests are served in the order in which they
 * came, each whole or not at all; a large one at the head of the line holds up the small ones behind it, so
 * none starves.
 *
 * <p>Open it with {@code scope.open(Semaphore.of(3))}. A permit is an obligation of the task that acquired
 * it.
 *
 * <p>Rule: 7.6.4.
 */
public interface Semaphore {

  /** A semaphore with so many permits to begin with; 0 or more (CX-3207). */
  static SemaphoreSpec of(int permits) {
    return new SemaphoreSpec(permits, "");
  }

  /** Waits for one permit. See {@link #acquire(Checkpoints, int)}. */
  SemaphorePermit acquire(Checkpoints cx);

  /**
   * Waits until so many permits are free at once and nobody is ahead, and takes them. Where there never
   * were as many, it waits for {@link #addPermits}. None at all are had at once.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, nothing was taken, and those behind are served.
   * Errors: {@link SemaphoreClosedException} (CX-3203); CX-3207 for less than 0; CX-3004 in a finalizer.
   */
  SemaphorePermit acquire(Checkpoints cx, int permits);

  /** One permit, if one is free and nobody waits. Never waits. Cancellation: a cancel point. */
  Optional<SemaphorePermit> tryAcquire(Checkpoints cx);

  /** So many permits, if they are free and nobody waits. Never waits. Cancellation: a cancel point. */
  Optional<SemaphorePermit> tryAcquire(Checkpoints cx, int permits);

  /** As {@link #acquire(Checkpoints, int)}, but empty when so much time has passed. */
  Optional<SemaphorePermit> tryAcquire(Checkpoints cx, int permits, Duration patience);

  /**
   * More permits, up to {@code Integer.MAX_VALUE} free ones; after {@link #close} this does nothing. Any
   * thread. Errors: CX-3207 for less than 0.
   */
  void addPermits(int more);

  /** How many permits are free now. Any thread. */
  int available();

  /**
   * Gives out no more permits: whoever waits, or comes later, is refused (CX-3203). What is given back is
   * gone. Any thread; a second close does nothing.
   */
  void close();
}
