package dev.asupersync.combine;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in the way of several results. Rule: 1.15. */
final class Worst {

  private Worst() {}

  /**
   * The first panic; else one cancellation, for the strongest of the reasons; else the first error; nothing
   * when all are Ok. Every outcome is looked at.
   */
  static <R extends @Nullable Object, E extends Exception> Optional<Outcome<R, E>> of(
      List<? extends Outcome<?, ? extends E>> outcomes) {
    CancelReason cancelled = null;
    E error = null;
    for (Outcome<?, ? extends E> outcome : outcomes) {
      switch (outcome) {
        case Outcome.Ok<?, ? extends E> _ -> {}
        case Outcome.Err<?, ? extends E>(var thrown) -> error = error == null ? thrown : error;
        case Outcome.Cancelled<?, ? extends E>(CancelReason why) ->
            cancelled = cancelled == null ? why : cancelled.strengthen(why);
        case Outcome.Panicked<?, ? extends E>(Throwable cause) -> {
          return Optional.of(new Outcome.Panicked<>(cause));
        }
      }
    }
    if (cancelled != null) {
      return Optional.of(new Outcome.Cancelled<>(cancelled));
    }
    return error == null ? Optional.empty() : Optional.of(new Outcome.Err<>(error));
  }

  /** Only the panics: the first one. */
  static <R extends @Nullable Object, E extends Exception> Optional<Outcome<R, E>> panic(
      List<? extends Outcome<?, ? extends E>> outcomes) {
    return outcomes.stream()
        .<Outcome<R, E>>mapMulti((outcome, found) -> {
          if (outcome instanceof Outcome.Panicked<?, ? extends E>(Throwable cause)) {
            found.accept(new Outcome.Panicked<>(cause));
          }
        })
        .findFirst();
  }
}
