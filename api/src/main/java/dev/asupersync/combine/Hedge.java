package dev.asupersync.combine;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program, and a second one beside it if the first has not ended after a while; then the first of the
 * two to end wins, as in a {@link Race}. Against a slow answer, at the price of a few more questions.
 *
 * <p>Cancellation: reaches both, and both are waited for; a caller that is cancelled before the delay is over
 * never starts the second. Called by a task that is cancelled already, {@code CancelledError} is thrown.
 * Errors: when the second cannot be started, the first is cancelled with kind ResourceUnavailable and waited
 * for. Rule: 8.14.
 */
public final class Hedge {

  private Hedge() {}

  /** {@code Hedge.of(cx, IOException.class, Duration.ofMillis(50), c -> ask(c, "a"), c -> ask(c, "b"))}. */
  public static <T extends @Nullable Object, E extends Exception> Outcome<T, E> of(
      Cx cx,
      Class<E> errorType,
      Duration delay,
      Task<T, ? extends E> primary,
      Task<T, ? extends E> backup) {
    return run(cx, errorType, delay, primary, backup);
  }

  public static <T extends @Nullable Object> Outcome<T, RuntimeException> of(
      Cx cx, Duration delay, Task<T, RuntimeException> primary, Task<T, RuntimeException> backup) {
    return run(cx, null, delay, primary, backup);
  }

  private static <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Cx cx,
      @Nullable Class<E> errorType,
      Duration delay,
      Task<T, ? extends E> primary,
      Task<T, ? extends E> backup) {
    return Branches.open(cx, errorType, "hedge", (Branches<T, E> branches) -> {
      TaskHandle<T, E> first = branches.start(primary);
      boolean late = Select.<Boolean>first(
          branches.cx(), first.onJoin(_ -> false), branches.cx().after(delay, () -> true));
      if (!late || first.tryJoin().isPresent()) {
        return first.join();
      }
      try {
        branches.start(backup);
      } catch (CxUsageException refused) {
        return withoutBackup(first, refused);
      }
      TaskHandle<T, E> winner = branches.first();
      return Race.settle(branches, first.tryJoin().isPresent() ? first : winner);
    }).andThen(outcome -> outcome);
  }

  /** What the first one made of it if it had ended all the same, else that there was no second. */
  private static <T extends @Nullable Object, E extends Exception> Outcome<T, E> withoutBackup(
      TaskHandle<T, E> primary, CxUsageException refused) {
    CancelReason why =
        CancelReason.of(CancelKind.RESOURCE_UNAVAILABLE)
            .withMessage("the second program of a hedge could not be started: " + refused.getMessage());
    primary.cancel(why);
    Outcome<T, E> outcome = primary.join();
    return outcome.isOk() || outcome instanceof Outcome.Panicked ? outcome : new Outcome.Cancelled<>(why);
  }
}
