package dev.asupersync;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task as others see it. The handle does not own it: losing the handle changes nothing.
 *
 * <p>Not for implementation by applications; methods may be added. Rules: 4.10 to 4.13, D14.
 */
public interface TaskHandle<T extends @Nullable Object, E extends Exception> {

  /**
   * Waits for the end of the task and gives its outcome, as often as asked.
   *
   * <p>Cancellation: not a cancel point; a joiner that is cancelled goes on waiting.
   * Threads: the strand of the region's body; others use {@link #join(Checkpoints)} (CX-2002).
   */
  Outcome<T, E> join();

  /** {@link #join()} for any other task: {@code cx} is its own. A task that joins itself is refused (CX-2007). */
  Outcome<T, E> join(Checkpoints cx);

  /** A case that comes when the task has ended. */
  <R extends @Nullable Object> Case<R> onJoin(Function<? super Outcome<T, E>, ? extends R> then);

  /** The outcome if it has ended. Never waits; any thread may ask. */
  Optional<Outcome<T, E>> tryJoin();

  /** Asks the task, and what it has opened, to stop. Any thread may ask; it never waits. */
  void cancel(CancelReason reason);

  TaskId id();

  /** The name it was spawned with, or the empty string. */
  String name();
}
