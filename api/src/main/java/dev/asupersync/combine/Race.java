package dev.asupersync.combine;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs side by side; the first to end, however it ends, wins. Those that still run are cancelled
 * with kind RaceLost and waited for, so that nothing of them is left when the winner's outcome is returned.
 * What they returned is dropped, but a panic of a loser beats a winner that did not panic itself.
 *
 * <p>For the first that ends <em>Ok</em> see {@link Quorum}.
 *
 * <p>Cancellation: reaches every program, and each is waited for. Called by a task that is cancelled already,
 * nothing is started and {@code CancelledError} is thrown. Rules: 1.20 to 1.22, 8.5 to 8.10.
 */
public final class Race {

  private Race() {}

  /** {@code Race.of(cx, IOException.class, c -> ask(c, "a"), c -> ask(c, "b"))}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object, E extends Exception> Outcome<T, E> of(
      Cx cx, Class<E> errorType, Task<T, ? extends E>... programs) {
    return run(cx, errorType, List.of(programs));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object> Outcome<T, RuntimeException> of(
      Cx cx, Task<T, RuntimeException>... programs) {
    return run(cx, null, List.of(programs));
  }

  /** A race of one is that one, a race of nobody is {@link #never}. */
  public static <T extends @Nullable Object, E extends Exception> Outcome<T, E> of(
      Cx cx, Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    return run(cx, errorType, programs);
  }

  public static <T extends @Nullable Object> Outcome<T, RuntimeException> of(
      Cx cx, List<? extends Task<T, RuntimeException>> programs) {
    return run(cx, null, programs);
  }

  /** A program that ends only when it is cancelled: what every other one beats. */
  public static <T extends @Nullable Object, E extends Exception> Task<T, E> never() {
    return cx -> cx.<T>region(scope -> {
      Channel<Object> silent = scope.open(Channel.bounded(1));
      try (Sender<Object> _ = silent.sender(); Receiver<Object> nobody = silent.receiver()) {
        while (true) {
          nobody.recv(scope.cx());
        }
      }
    }).orThrow();
  }

  private static <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Cx cx, @Nullable Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    if (programs.isEmpty()) {
      return Enclosure.run(cx, errorType, RegionOptions.named("race"), Race.<T, E>never());
    }
    return Branches.run(cx, errorType, "race", programs, (Branches<T, E> all) -> settle(all, all.first()))
        .andThen(outcome -> outcome);
  }

  /** Ends a race that has a winner: the rest is told, and waited for. */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> settle(
      Branches<T, E> branches, TaskHandle<T, E> winner) {
    branches.dismiss(lost());
    List<Outcome<T, E>> outcomes = branches.outcomes();
    Outcome<T, E> won = winner.join();
    return won instanceof Outcome.Panicked ? won : Worst.<T, E>panic(outcomes).orElse(won);
  }

  static CancelReason lost() {
    return CancelReason.of(CancelKind.RACE_LOST);
  }
}
