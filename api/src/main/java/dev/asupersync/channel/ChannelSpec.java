package dev.asupersync.channel;

import dev.asupersync.Spec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A channel, to be opened in a scope: {@link Channel#bounded}, {@link Channel#rendezvous} or
 * {@link Channel#unbounded}.
 *
 * @param capacity the most messages and reservations together; 0 for one that holds none by itself,
 *     {@code Integer.MAX_VALUE} for one without a limit
 * @param name what people see in dumps and reports
 * @param undelivered what is done with messages that nobody has received when the region closes
 */
public record ChannelSpec<T>(int capacity, String name, Optional<Consumer<? super T>> undelivered)
    implements Spec<Channel<T>> {

  public ChannelSpec {
    if (capacity < 0) {
      throw new CxUsageException(
          ErrorCode.BAD_CAPACITY, "A channel cannot have a capacity of " + capacity + ". Give it 1 or more.");
    }
  }

  public ChannelSpec<T> named(String text) {
    return new ChannelSpec<>(capacity, text, undelivered);
  }

  /**
   * Hands every message that was sent and never received to {@code handler}, one after the other, as a finalizer of
   * the region: after all its tasks and after the finalizers that were registered later than the channel was opened.
   */
  public ChannelSpec<T> onUndelivered(Consumer<? super T> handler) {
    return new ChannelSpec<>(capacity, name, Optional.of(handler));
  }
}
