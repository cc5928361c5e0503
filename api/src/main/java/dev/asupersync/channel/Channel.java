package dev.asupersync.channel;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.util.Optional;

/**
 * A queue between tasks. Every message that was committed is received by one receiver or is still in the
 * queue: cancellation loses none.
 *
 * <p>Ends are counted from the moment they are made. When the last sender is closed, receivers get what is
 * left and then {@link ChannelClosedException}; when the last receiver is closed, senders get it at once. Make
 * the ends of all tasks before spawning the first, which might end and so close the channel for the others,
 * and close each in its task: {@code try (sender) {...}}. An end also
 * closes when the first task that used it ends, and with the region that owns the channel.
 *
 * <p>Open it with {@code scope.open(Channel.bounded(16))}. Several tasks may send and several
 * may receive. Rules: 7.1.1 to 7.1.16.
 *
 * @param <T> what it carries
 */
public interface Channel<T> {

  /** A channel that holds at most {@code capacity} messages and reservations; 1 or more (CX-3101). */
  static <T> ChannelSpec<T> bounded(int capacity) {
    if (capacity < 1) {
      throw new CxUsageException(
          ErrorCode.BAD_CAPACITY,
          "A channel with capacity " + capacity + " can hold nothing. Give it a capacity of 1 or more, or use"
              + " Channel.rendezvous() where each send shall wait for its receiver.");
    }
    return new ChannelSpec<>(capacity, "", Optional.empty());
  }

  /**
   * A channel that holds nothing by itself: a reservation waits until a receiver waits for its message. Once
   * reserved a send still cannot fail half way: should that receiver be cancelled meanwhile, the message waits
   * for the next one.
   */
  static <T> ChannelSpec<T> rendezvous() {
    return new ChannelSpec<>(0, "", Optional.empty());
  }

  /** A channel in which a reservation never waits. Nothing but memory bounds it, so prefer a bounded one. */
  static <T> ChannelSpec<T> unbounded() {
    return new ChannelSpec<>(Integer.MAX_VALUE, "", Optional.empty());
  }

  /** A new sending end. Any thread. Errors: CX-3102 when the channel is closed. */
  Sender<T> sender();

  /** A new receiving end. Several receivers share the messages: each goes to one of them. Any thread. */
  Receiver<T> receiver();

  /** No new reservations; what is queued can still be received. Waiting senders are refused. Any thread. */
  void close();

  /** How many messages are queued now. */
  int size();
}
