package dev.asupersync.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A subscriber. It belongs to the first task that uses it, and closes with that task. */
public interface BroadcastReceiver<T> extends AutoCloseable {

  /**
   * Waits for the next message.
   *
   * <p>Cancellation: a cancel point before anything is taken. Errors: {@link LaggedException} (CX-3105) with the
   * exact number of messages that were missed, once for each gap; the next call goes on behind it. CX-3102 when
   * every sender is closed and everything that is kept was received.
   */
  T recv(Checkpoints cx);

  /** A message if one is there. Not a cancel point. Errors: CX-3105 as above. */
  Optional<T> tryRecv(Checkpoints cx);

  /** A case that comes with the next message, or makes {@code select} throw as {@link #recv} does. */
  <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then);

  /** A second subscriber that stands where this one does, for another task. */
  BroadcastReceiver<T> fork(Checkpoints cx);

  /** Ends the subscription. Any thread. */
  @Override
  void close();
}
