package dev.asupersync.sync;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import java.time.Duration;
import java.util.Optional;

/**
 * Things that are expensive to make and can be used by one task at a time, as connections are: lent, given
 * back, and lent again. Tasks that wait are served in the order in which they came.
 *
 * <p>What is idle for too long, or too old, is destroyed when something is next asked for or given back, by
 * the task that does so; nothing happens in the background. When the region ends the idle ones are
 * destroyed, each once.
 *
 * <p>A thing that is taken out counts as gone before it is destroyed, so a failing or slow {@code destroy}
 * never costs a place. Its exception goes to whoever gave the thing back, discarded it, or closed the pool;
 * for one that was merely too old it is logged.
 *
 * <p>Open it with {@code scope.open(Pool.of(cx -> connect(cx), Connection::close))}. Rule: 7.6.8.
 *
 * @param <T> what it lends
 */
public interface Pool<T> {

  /** How a thing is destroyed. It has no {@code Cx}, because it may run after its task has ended. */
  @FunctionalInterface
  interface Destroyer<T> {
    void destroy(T thing) throws Exception;
  }

  /**
   * A pool of what {@code create} makes, with {@link PoolOptions#DEFAULT}.
   *
   * @param create runs on the task that asked, and may wait and be cancelled
   */
  static <T> PoolSpec<T> of(Task<? extends T, ? extends Exception> create, Destroyer<? super T> destroy) {
    return new PoolSpec<>(create, destroy, _ -> true, PoolOptions.DEFAULT, "");
  }

  /**
   * Lends a thing: an idle one, the one that was used last first, or a new one while there are fewer than
   * the most that may be. Otherwise waits for one to be given back, up to {@link
   * PoolOptions#acquireTimeout}.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting or while creating, nothing was taken and no
   * place is lost. Errors: {@link PoolException} with CX-3204 when it is closed, CX-3208 when the time is
   * over, CX-3205 when creating failed; CX-3004 in a finalizer.
   */
  PoolLease<T> acquire(Cx cx);

  /**
   * A thing, if one is idle or may be made, and nobody waits. Does not wait for one. As {@link #acquire}
   * else.
   */
  Optional<PoolLease<T>> tryAcquire(Cx cx);

  /** As {@link #acquire}, but waits for so long, and is empty after that. */
  Optional<PoolLease<T>> tryAcquire(Cx cx, Duration patience);

  /**
   * Makes things ahead of need, until {@link PoolOptions#warmUp} are there or its time is over, and says
   * how many it made. Stops quietly at the first that cannot be made. Cancellation: a cancel point.
   */
  int warmUp(Cx cx);

  /** How many things there are, idle, lent and being made. Any thread. */
  int size();

  /** How many of them are idle. Any thread. */
  int idle();

  /**
   * Lends no more: whoever waits, or comes later, is refused (CX-3204). Destroys what is idle, on the calling
   * thread; what is lent is destroyed when it comes back. Any thread; a second close does nothing.
   */
  void close();
}
