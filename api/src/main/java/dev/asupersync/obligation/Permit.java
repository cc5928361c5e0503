package dev.asupersync.obligation;

import dev.asupersync.error.ErrorCode;

/**
 * The right to put one message into a channel: the second half of a two-phase send.
 *
 * @param <T> what the channel carries
 */
public interface Permit<T> extends Obligation {

  /**
   * Puts the message into the channel.
   *
   * <p>Cancellation: a send that was reserved cannot be lost to it; it is not checked, and never waits.
   * Errors: {@link ErrorCode#CHANNEL_CLOSED} when no receiver is left, or {@code CancelledError} when this task
   * is being cancelled as well; either way the message stays with the caller.
   */
  void send(T message);
}
