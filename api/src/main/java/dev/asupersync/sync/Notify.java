package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Wakes tasks that wait for something to happen, one or all of them, without carrying any value.
 *
 * <p>{@link #notifyOne} wakes the one that has waited longest; when nobody waits it leaves a token, and
 * tokens add up. {@link #notifyWaiters} wakes those who wait now, and leaves nothing. Each token, and each
 * {@code notifyOne}, ends exactly one wait: one that is cancelled first does not use it up.
 *
 * <p>Notifying needs no task, so that a callback of another library can do it. A task should hand in its
 * {@code cx} all the same: then the lab can let others go first, and tries what happens.
 *
 * <p>Open it with {@code scope.open(Notify.create())}. Rule: 7.6.5.
 */
public interface Notify {

  static NotifySpec create() {
    return new NotifySpec("");
  }

  /**
   * Takes a token, or waits to be notified.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, it has used up nothing. Errors: CX-3206 when
   * the region that owns it has closed.
   */
  void await(Checkpoints cx);

  /** The same for at most so long; whether it was notified. */
  boolean await(Checkpoints cx, Duration patience);

  /**
   * Waits until the condition holds, which is looked at first, and again each time this task is notified. A
   * {@link #notifyWaiters} that comes while it is being looked at is not missed. Use that one where several
   * tasks wait for different things: {@code notifyOne} may wake a task whose condition does not hold yet.
   *
   * <p>Cancellation and errors as for {@link #await(Checkpoints)}.
   *
   * @param condition runs on this task, and must not wait
   */
  void waitUntil(Checkpoints cx, BooleanSupplier condition);

  /** Ends one wait, now or later. Any thread. */
  void notifyOne();

  /** The same, by a task. Cancellation: not a cancel point. */
  void notifyOne(Checkpoints cx);

  /** Ends every wait that has begun. Any thread. */
  void notifyWaiters();

  /** The same, by a task. Cancellation: not a cancel point. */
  void notifyWaiters(Checkpoints cx);
}
