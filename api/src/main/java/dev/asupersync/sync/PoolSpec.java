package dev.asupersync.sync;

import dev.asupersync.Spec;
import dev.asupersync.Task;
import java.util.function.Predicate;

/**
 * A pool, to be opened in a scope: {@link Pool#of}.
 *
 * @param create makes a thing
 * @param destroy ends it
 * @param check whether an idle one can still be lent
 * @param name what people see in dumps and reports
 */
public record PoolSpec<T>(
    Task<? extends T, ? extends Exception> create,
    Pool.Destroyer<? super T> destroy,
    Predicate<? super T> check,
    PoolOptions options,
    String name)
    implements Spec<Pool<T>> {

  public PoolSpec<T> named(String text) {
    return new PoolSpec<>(create, destroy, check, options, text);
  }

  public PoolSpec<T> with(PoolOptions other) {
    return new PoolSpec<>(create, destroy, check, other, name);
  }

  /**
   * Looks at every idle thing before it is lent; one that fails, or whose look throws an exception, is
   * destroyed and another is made in its place. By default none is looked at.
   */
  public PoolSpec<T> checkOnAcquire(Predicate<? super T> healthy) {
    return new PoolSpec<>(create, destroy, healthy, options, name);
  }
}
