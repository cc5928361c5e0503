package dev.asupersync.channel;

/**
 * A value that one task sets and others watch. Who watches sees the latest value; those between may be skipped, the
 * last one never.
 *
 * <p>Open it with {@code scope.open(Watch.of(initial))}. Rules: 7.4.1 to 7.4.5.
 *
 * @param <T> the value, which should be immutable: every watcher sees the same object
 */
public interface Watch<T> {

  static <T> WatchSpec<T> of(T initial) {
    return new WatchSpec<>(initial, "");
  }

  /** The end that sets it. Errors: CX-3103 the second time. */
  WatchSender<T> sender();

  /** A new watcher, for which the present value counts as seen. Any thread. */
  WatchReceiver<T> watcher();
}
