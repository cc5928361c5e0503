package dev.asupersync.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.obligation.BroadcastPermit;

/** A sending end of a broadcast. It belongs to the first task that uses it, and closes with that task. */
public interface BroadcastSender<T> extends AutoCloseable {

  /**
   * The right to send one message; never waits and takes up no room.
   *
   * <p>Cancellation: a cancel point. Errors: CX-3102 when nobody subscribes.
   */
  BroadcastPermit<T> reserve(Checkpoints cx);

  /** {@link #reserve}, then send. Gives the number of subscribers that will get it. */
  int send(Checkpoints cx, T message);

  /** Closes this end. When the last one closes, subscribers get what is left and then CX-3102. Any thread. */
  @Override
  void close();
}
