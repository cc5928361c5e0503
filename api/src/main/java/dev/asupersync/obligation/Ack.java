package dev.asupersync.obligation;

/**
 * A message that was received on approval: handled, or given back.
 *
 * @param <T> what the channel carries
 */
public interface Ack<T> extends Obligation {

  T message();

  /** The message is done with. Cancellation: not checked; never waits. */
  void commit();

  /** The message goes back to the front of its channel. What {@link #abort} and {@link #close} do, too. */
  void nack();
}
