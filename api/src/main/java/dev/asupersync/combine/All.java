package dev.asupersync.combine;

import dev.asupersync.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How several programs ended that ran side by side. Rules: 8.2, 1.15.
 *
 * @param outcomes one for each program, in the order in which they were given
 */
public record All<T extends @Nullable Object, E extends Exception>(List<Outcome<T, E>> outcomes) {

  public All {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * All the values, in order; or what stands in the way: the first panic, else a cancellation for the
   * strongest of the reasons, else the first error. Of nothing it is the empty list.
   */
  public Outcome<List<T>, E> values() {
    return Worst.<List<T>, E>of(outcomes).orElseGet(() -> new Outcome.Ok<>(ok()));
  }

  /** The values of those that ended Ok, in order. */
  public List<T> ok() {
    List<T> values = new ArrayList<>();
    for (Outcome<T, E> outcome : outcomes) {
      if (outcome instanceof Outcome.Ok<T, E>(T value)) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }

  /** The declared errors, in order. */
  public List<E> errors() {
    return outcomes.stream().flatMap(outcome -> outcome.declaredError().stream()).toList();
  }

  /** How many did not end Ok. */
  public int failures() {
    return (int) outcomes.stream().filter(outcome -> !outcome.isOk()).count();
  }

  /** The place of the first that did not end Ok. */
  public OptionalInt firstFailure() {
    return IntStream.range(0, outcomes.size()).filter(i -> !outcomes.get(i).isOk()).findFirst();
  }

  /**
   * All the values made into one, from the first to the last; nothing if there are none. Only when all are
   * Ok, otherwise as {@link #values}.
   */
  public Outcome<Optional<T>, E> reduce(BinaryOperator<T> merge) {
    return values().map(list -> list.stream().reduce(merge));
  }
}
