package dev.asupersync.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.obligation.Ack;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * even when some are queued. Errors: {@link ChannelClosedException} (CX-3102) when the queue is empty and no
   * sender is left. Rules: 7.1.10, 7.1.11.
   */
  T recv(Checkpoints cx);

  /**
   * Waits for the next message and takes it on approval: until its ack is committed the message is not done with.
   * Taken back (nack, close, or the end of the task in cancellation) it is the next one to be received, before
   * anything newer. It keeps its slot meanwhile. So each message is handled at least once.
   *
   * <p>Cancellation and errors as {@link #recv}. Rules: 7.5.3, D21.
   */
  Ack<T> recvAck(Checkpoints cx);

  /** A message if one is queued. Never waits, and is not a cancel point, so cleanup can drain with it. */
  Optional<T> tryRecv(Checkpoints cx);

  /** Waits for one message, then takes up to {@code limit} that are there; empty when closed and drained. */
  List<T> recvMany(Checkpoints cx, int limit);

  /** Handles messages one after the other until the channel is closed and drained. */
  <X extends Exception> void forEach(Checkpoints cx, Handler<? super T, X> handler) throws X;

  /** A case that comes with a message; where there will be none, {@code select} throws CX-3102. */
  <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then);

  /** The same, but {@code whenClosed} answers where there will be no message. */
  <R extends @Nullable Object> Case<R> onRecv(
      Function<? super T, ? extends R> then, Supplier<? extends R> whenClosed);

  /**
   * The messages from now on, for a {@code for} loop. Each step of its iterator is a {@link #recv}, with all that
   * this means for cancellation; it ends when the channel is closed and drained.
   */
  Iterable<T> iterable(Checkpoints cx);

  /** The same as a sequential stream for this task. It takes no more messages than it is asked for. */
  Stream<T> stream(Checkpoints cx);

  /**
   * Makes this end the task's own, before its first use does: from now on it closes with the task, whatever happens
   * to that before it comes to use it. Not a cancel point. Gives this end.
   */
  Receiver<T> own(Checkpoints cx);

  /** Closes this end. A second close does nothing. Any thread. */
  @Override
  void close();
}
