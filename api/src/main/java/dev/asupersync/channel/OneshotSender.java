package dev.asupersync.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.obligation.Permit;

/** The end that sends the one message. It belongs to the first task that uses it, and closes with that task. */
public interface OneshotSender<T> extends AutoCloseable {

  /**
   * The right to send; never waits. It uses this end up: aborted, it leaves the receiver with CX-3102.
   *
   * <p>Cancellation: a cancel point; a cancelled sender closes the channel. Errors: CX-3102 when the receiver is
   * closed, CX-3103 the second time.
   */
  Permit<T> reserve(Checkpoints cx);

  /** {@link #reserve}, then send. */
  void send(Checkpoints cx, T message);

  /** Gives up sending, unless it was sent or reserved. */
  @Override
  void close();
}
