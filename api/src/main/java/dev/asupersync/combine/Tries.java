package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The count of tries while they go on, each of which runs in a region of its own. */
final class Tries<T extends @Nullable Object, E extends Exception> {

  /** What tries until it is done; what it does between two tries may be cancelled. */
  @FunctionalInterface
  interface Plan<T extends @Nullable Object, E extends Exception> {
    Outcome<T, E> run(Cx cx, Tries<T, E> tries);
  }

  private final @Nullable Class<E> errorType;
  private final String name;
  private final List<E> errors = new ArrayList<>();
  private int begun;
  private Duration waited = Duration.ZERO;

  private Tries(@Nullable Class<E> errorType, String name) {
    this.errorType = errorType;
    this.name = name;
  }

  static <T extends @Nullable Object, E extends Exception> Attempts<T, E> run(
      Cx cx, @Nullable Class<E> errorType, String name, Plan<T, E> plan) {
    Tries<T, E> tries = new Tries<>(errorType, name);
    Outcome<T, E> outcome =
        Enclosure.<Outcome<T, E>, E>settle(
                cx, errorType, RegionOptions.named(name), scope -> plan.run(scope.cx(), tries))
            .andThen(last -> last);
    return new Attempts<>(outcome, tries.errors, tries.begun, tries.waited);
  }

  /** Begins another one. Cancellation: a cancel point before it. */
  Outcome<T, E> next(Cx cx, Task<T, ? extends E> program) {
    cx.checkpoint();
    begun++;
    Outcome<T, E> outcome = Enclosure.run(cx, errorType, RegionOptions.named(name + " " + begun), program);
    outcome.declaredError().ifPresent(errors::add);
    return outcome;
  }

  void pause(Cx cx, Duration delay) {
    waited = waited.plus(delay);
    cx.sleep(delay);
  }

  int begun() {
    return begun;
  }
}
