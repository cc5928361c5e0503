package dev.asupersync.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.obligation.Permit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /**
   * {@link #reserve} and send in one step, so that there is nothing to hold. Cancelled while waiting, the message
   * was not sent. Errors: CX-3102 as above, and {@code CancelledError}; either way the message stays with the caller.
   */
  void send(Checkpoints cx, T message);

  /** Sends if a slot is free and nobody waits for it; does not wait. Cancellation: a cancel point. */
  boolean trySend(Checkpoints cx, T message);

  /**
   * Sends without waiting, at the cost of the oldest message that nobody has received: it is given back. Empty if
   * there was room. Slots that are reserved are not touched: where they fill the channel, or somebody waits for a
   * slot, nothing is sent and {@link EvictionRefusedException} (CX-3104) is thrown. Rule: 7.1.15.
   */
  Optional<T> sendEvictingOldest(Checkpoints cx, T message);

  /** A case that comes when a slot was reserved; the handler gets its permit. */
  <R extends @Nullable Object> Case<R> onReserve(Function<? super Permit<T>, ? extends R> then);

  /**
   * Makes this end the task's own, before its first use does: from now on it closes with the task, whatever happens
   * to that before it comes to use it. Not a cancel point. Gives this end.
   */
  Sender<T> own(Checkpoints cx);

  /** Closes this end. A second close does nothing. Any thread. */
  @Override
  void close();
}
