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
   * <p>Cancellation: never checked; a send that was reserved cannot be lost to it. Never waits.
   * Errors: {@link ErrorCode#CHANNEL_CLOSED} when no receiver is left, and the message stays with the caller.
   */
  void send(T message);
}
