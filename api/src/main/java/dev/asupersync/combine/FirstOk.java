package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries programs one after the other until one ends Ok. An error leads to the next; a cancellation or a panic
 * ends it. To run them all at once see {@link Quorum}.
 *
 * <p>Cancellation: looked for before each program. Called by a task that is cancelled already,
 * {@code CancelledError} is thrown. Errors: CX-3301 when there is nothing to try. Rule: 8.12.
 */
public final class FirstOk {

  private FirstOk() {}

  /** {@code FirstOk.of(cx, IOException.class, c -> cached(c, key), c -> fetch(c, key)).orThrow()}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object, E extends Exception> Attempts<T, E> of(
      Cx cx, Class<E> errorType, Task<T, ? extends E>... programs) {
    return of(cx, errorType, List.of(programs));
  }

  public static <T extends @Nullable Object, E extends Exception> Attempts<T, E> of(
      Cx cx, Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    BadPolicy.require(!programs.isEmpty(), "FirstOk was given nothing to try. Give it one program or more.");
    return Tries.run(cx, errorType, "first ok", (own, tries) -> {
      Outcome<T, E> outcome = tries.next(own, programs.getFirst());
      for (Task<T, ? extends E> program : programs.subList(1, programs.size())) {
        if (!(outcome instanceof Outcome.Err)) {
          return outcome;
        }
        outcome = tries.next(own, program);
      }
      return outcome;
    });
  }
}
