package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Makes something of each input, side by side, and then one thing of all of them, in the order of the inputs.
 *
 * <p>All are waited for, and the reduction begins when all are Ok; for the parts of a failed one use
 * {@link Join#each}. Cancellation and errors: as there. Rule: 8.17.
 */
public final class MapReduce {

  private MapReduce() {}

  /**
   * {@code MapReduce.of(cx, IOException.class, files, (c, file) -> count(c, file), Long::sum)}; empty of
   * nothing.
   */
  public static <A, T, E extends Exception> Outcome<Optional<T>, E> of(
      Cx cx,
      Class<E> errorType,
      Collection<A> inputs,
      Stage<? super A, T, ? extends E> map,
      BinaryOperator<T> reduce) {
    return Join.each(cx, errorType, inputs, map).reduce(reduce);
  }

  public static <A, T> Outcome<Optional<T>, RuntimeException> of(
      Cx cx, Collection<A> inputs, Stage<? super A, T, RuntimeException> map, BinaryOperator<T> reduce) {
    return Join.each(cx, inputs, map).reduce(reduce);
  }
}
