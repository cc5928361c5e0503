package dev.asupersync.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A watcher. It belongs to the first task that uses it, and closes with that task. */
public interface WatchReceiver<T> extends AutoCloseable {

  /**
   * Waits until the value was set since it was last seen, and gives it; now it is seen.
   *
   * <p>Cancellation: a cancel point; cancelled, nothing more is seen than before. Errors: CX-3102 when the latest is
   * seen and the sender is closed.
   */
  T changed(Checkpoints cx);

  /** A case that comes with a value that was not seen yet; {@code select} throws CX-3102 where none will come. */
  <R extends @Nullable Object> Case<R> onChanged(Function<? super T, ? extends R> then);

  /** The latest value; whether it counts as seen does not change. */
  T peek(Checkpoints cx);

  /** The latest value, which now is seen. */
  T get(Checkpoints cx);

  /** Whether there is a value that was not seen. */
  boolean hasChanged(Checkpoints cx);

  /** Ends the watching. Any thread. */
  @Override
  void close();
}
