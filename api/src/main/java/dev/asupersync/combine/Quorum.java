package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.error.CancelledError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs side by side until so many of them have ended Ok, or so many can no longer. The rest is
 * cancelled with kind RaceLost and waited for.
 *
 * <p>Cancellation: reaches every program, and each is waited for. Called by a task that is cancelled already,
 * nothing is started and {@code CancelledError} is thrown. Errors: CX-3301 when more are wanted than there
 * are. Rule: 8.13.
 */
public final class Quorum {

  private Quorum() {}

  /**
   *
   * {@code Quorum.of(cx, IOException.class, 2, this::askA, this::askB, this::askC).values()}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object, E extends Exception> Votes<T, E> of(
      Cx cx, Class<E> errorType, int required, Task<T, ? extends E>... programs) {
    return of(cx, errorType, required, List.of(programs));
  }

  public static <T extends @Nullable Object, E extends Exception> Votes<T, E> of(
      Cx cx, Class<E> errorType, int required, List<? extends Task<T, ? extends E>> programs) {
    BadPolicy.require(
        required >= 0 && required <= programs.size(),
        "A quorum of " + required + " of " + programs.size() + " programs cannot be met. Ask for 0 to "
            + programs.size() + ".");
    All<T, E> all = Join.started(
        Branches.run(cx, errorType, "quorum", programs, (Branches<T, E> branches) -> {
          try {
            await(branches, required);
            branches.dismiss(Race.lost());
          } catch (CancelledError told) {
            branches.giveUp(told);
          }
          return new All<>(branches.outcomes());
        }));
    return new Votes<>(required, all);
  }

  private static <T extends @Nullable Object, E extends Exception> void await(
      Branches<T, E> branches, int required) {
    List<TaskHandle<T, E>> running = new ArrayList<>(branches.handles());
    int ok = 0;
    while (ok < required && ok + running.size() >= required) {
      TaskHandle<T, E> ended = branches.first(running);
      running.remove(ended);
      ok += ended.tryJoin().filter(Outcome::isOk).isPresent() ? 1 : 0;
    }
  }
}
