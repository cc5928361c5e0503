package dev.asupersync.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The end that receives the one message. It belongs to the first task that uses it, and closes with that task. */
public interface OneshotReceiver<T> extends AutoCloseable {

  /**
   * Waits for the message.
   *
   * <p>Cancellation: a cancel point only where there is something to wait for: a message that was sent is received
   * by a cancelled task, too, for there is no other who could receive it. Errors: CX-3102 when it will not come, or
   * was received before.
   */
  T recv(Checkpoints cx);

  /** The message if it is there. Not a cancel point. */
  Optional<T> tryRecv(Checkpoints cx);

  /** A case that comes with the message; where there will be none, {@code select} throws CX-3102. */
  <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then);

  /** No message is wanted any more. */
  @Override
  void close();
}
