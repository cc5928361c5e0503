package dev.asupersync.channel;

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
 * <p>Open it with {@code scope.open(Channel.bounded(16))}. Rules: 7.1.1 to 7.1.14.
 *
 * @param <T> what it carries
 */
public interface Channel<T> {

  /** A channel that holds at most {@code capacity} messages and reservations. */
  static <T> BoundedSpec<T> bounded(int capacity) {
    return new BoundedSpec<>(capacity, "");
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
