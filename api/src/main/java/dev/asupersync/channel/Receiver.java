package dev.asupersync.channel;

import dev.asupersync.Checkpoints;
import java.util.List;
import java.util.Optional;

/**
 * A receiving end of a channel.
 *
 * <p>Threads: the task that {@code cx} belongs to; an end belongs to the first task that uses it, and closes
 * with that task (CX-3103 for others).
 */
public interface Receiver<T> extends AutoCloseable {

  /** What to do with a message. */
  @FunctionalInterface
  interface Handler<T, X extends Exception> {
    void handle(T message) throws X;
  }

  /**
   * Waits for the next message and takes it.
   *
   * <p>Cancellation: a cancel point before anything is taken. A cancelled receiver takes no message,
   * even when some are queued. Errors: {@link ChannelClosedException} (CX-3102) when the queue is empty and no sender is
   * left. Rules: 7.1.10, 7.1.11.
   */
  T recv(Checkpoints cx);

  /** A message if one is queued. Never waits, and is not a cancel point, so cleanup can drain with it. */
  Optional<T> tryRecv(Checkpoints cx);

  /** Waits for one message, then takes up to {@code limit} that are there; empty when closed and drained. */
  List<T> recvMany(Checkpoints cx, int limit);

  /** Handles messages one after the other until the channel is closed and drained. */
  <X extends Exception> void forEach(Checkpoints cx, Handler<? super T, X> handler) throws X;

  /** Closes this end. A second close does nothing. Any thread. */
  @Override
  void close();
}
