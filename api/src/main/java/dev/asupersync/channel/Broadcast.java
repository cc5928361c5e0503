package dev.asupersync.channel;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/**
 * A channel on which every subscriber gets every message that is sent after it subscribed. The last
 * {@code capacity} messages are kept; a subscriber that falls further behind is told how many it missed.
 *
 * <p>Open it with {@code scope.open(Broadcast.of(64))}. Rules: 7.3.1 to 7.3.7.
 *
 * @param <T> what it carries; every subscriber gets the same object
 */
public interface Broadcast<T> {

  /** {@code capacity} is 1 or more (CX-3101). */
  static <T> BroadcastSpec<T> of(int capacity) {
    if (capacity < 1) {
      throw new CxUsageException(
          ErrorCode.BAD_CAPACITY, "A broadcast that keeps " + capacity + " messages delivers none. Keep 1 or more.");
    }
    return new BroadcastSpec<>(capacity, "");
  }

  /** A new sending end. Any thread. Errors: CX-3102 when the last one was closed. */
  BroadcastSender<T> sender();

  /** A new subscriber, which gets what is sent from now on. Any thread. */
  BroadcastReceiver<T> subscribe();
}
