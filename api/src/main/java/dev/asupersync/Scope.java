package dev.asupersync;

import org.jspecify.annotations.Nullable;

/**
 * A region as its body sees it: the place where tasks are spawned and things are opened, all of which end
 * before the region does.
 *
 * <p>Threads: only the body's strand (CX-2002), except {@link #cancel}, which any thread may call.
 * Errors: CX-2003 when the region no longer admits anything, CX-2004 when a limit is reached.
 *
 * <p>Not for implementation by applications; methods may be added.
 *
 * @param <E> the error that the region declared
 */
public interface Scope<E extends Exception> {

  /** Starts a task with a result, owned by this region. */
  <T extends @Nullable Object> TaskHandle<T, E> spawn(Task<T, ? extends E> body);

  <T extends @Nullable Object> TaskHandle<T, E> spawn(TaskOptions options, Task<T, ? extends E> body);

  /** Starts a task without a result, owned by this region. */
  TaskHandle<@Nullable Void, E> launch(Action<? extends E> body);

  TaskHandle<@Nullable Void, E> launch(TaskOptions options, Action<? extends E> body);

  /** Opens what {@code spec} describes; the region owns it and closes it. */
  <R> R open(Spec<R> spec);

  /** Registers work for the end of the region: last registered runs first, after every task has ended. */
  void defer(Finalizer finalizer);

  /**
   * Asks everything in the region to stop. The region still waits for it, then ends Cancelled.
   * A repeated request can only strengthen the reason.
   */
  void cancel(CancelReason reason);

  /** The context of the body. */
  Cx cx();

  RegionId id();
}
