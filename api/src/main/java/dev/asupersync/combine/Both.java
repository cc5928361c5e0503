package dev.asupersync.combine;

import dev.asupersync.Outcome;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How two programs ended that ran side by side. What one of them returned is there although the other failed.
 *
 * @param first how the first one ended
 * @param second how the second one ended
 */
public record Both<A extends @Nullable Object, B extends @Nullable Object, E extends Exception>(
    Outcome<A, E> first, Outcome<B, E> second) {

  /**
   * The two values put together; or the worse of what stands in the way: a panic, then a cancellation, then
   * an error, and of two equally bad ones the first. Of two cancellations it is one, for the stronger reason.
   */
  public <R extends @Nullable Object> Outcome<R, E> combine(
      BiFunction<? super A, ? super B, ? extends R> both) {
    if (first instanceof Outcome.Ok<A, E>(A a) && second instanceof Outcome.Ok<B, E>(B b)) {
      return new Outcome.Ok<>(both.apply(a, b));
    }
    return Worst.<R, E>of(List.of(first, second)).orElseThrow();
  }
}
