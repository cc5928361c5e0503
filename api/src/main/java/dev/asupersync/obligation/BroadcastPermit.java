package dev.asupersync.obligation;

/**
 * The right to send one message to everybody who subscribes.
 *
 * @param <T> what the broadcast carries
 */
public interface BroadcastPermit<T> extends Obligation {

  /** Sends, and gives the number of subscribers at that moment. Cancellation: not checked; never waits. */
  int send(T message);
}
