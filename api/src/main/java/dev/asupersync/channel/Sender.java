package dev.asupersync.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.obligation.Permit;
import java.util.Optional;

/**
 * A sending end of a channel.
 *
 * <p>Threads: the task that {@code cx} belongs to; an end belongs to the first task that uses it, and closes
 * with that task (CX-3103 for others).
 */
public interface Sender<T> extends AutoCloseable {

  /**
   * Waits for a free slot and returns the right to fill it.
   *
   * <p>Cancellation: a cancel point. If cancelled while waiting, nothing was taken and no slot is lost.
   * Errors: {@link ChannelClosedException} (CX-3102) when no receiver is left or the channel is closed.
   * Rules: 7.1.2 to 7.1.5; waiting senders are served in the order in which they came.
   */
  Permit<T> reserve(Checkpoints cx);

  /** A slot if one is free and nobody waits for it; does not wait. Cancellation: a cancel point. */
  Optional<Permit<T>> tryReserve(Checkpoints cx);

  /** {@link #reserve}, then send. Cancelled while waiting, the message was not sent. */
  void send(Checkpoints cx, T message);

  /** Closes this end. A second close does nothing. Any thread. */
  @Override
  void close();
}
