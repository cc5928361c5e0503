package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import org.jspecify.annotations.Nullable;

/**
 * Gets something, uses it, and gives it back exactly once, whatever became of the use. When it could not be
 * got, neither of the others runs.
 *
 * <p>Cancellation: between getting and using there is no cancel point, so nothing that was got is forgotten.
 * Giving back runs masked, as a finalizer of its region, on a finalizer's budget. Called by a task that is
 * cancelled already, {@code CancelledError} is thrown. Errors: what {@code release} throws is a panic and
 * beats the outcome of the use; if that was a panic too, it comes first and the other is suppressed in it.
 * Rule: 8.18.
 */
public final class Bracket {

  /** Gives back what was got. */
  @FunctionalInterface
  public interface Release<R> {

    void run(Cx cx, R resource) throws Exception;
  }

  private Bracket() {}

  /**
   *
   * {@code Bracket.of(cx, SQLException.class, pool::borrow, Db::query, (c, con) -> con.close())}.
   */
  public static <R, T extends @Nullable Object, E extends Exception> Outcome<T, E> of(
      Cx cx,
      Class<E> errorType,
      Task<R, ? extends E> acquire,
      Stage<? super R, T, ? extends E> use,
      Release<? super R> release) {
    return run(cx, errorType, acquire, use, release);
  }

  public static <R, T extends @Nullable Object> Outcome<T, RuntimeException> of(
      Cx cx,
      Task<R, RuntimeException> acquire,
      Stage<? super R, T, RuntimeException> use,
      Release<? super R> release) {
    return run(cx, null, acquire, use, release);
  }

  private static <R, T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Cx cx,
      @Nullable Class<E> errorType,
      Task<R, ? extends E> acquire,
      Stage<? super R, T, ? extends E> use,
      Release<? super R> release) {
    return Enclosure.body(cx, errorType, RegionOptions.named("bracket"), scope -> {
      Held<R> held = new Held<>();
      // Before there is anything to give back: a region that was cancelled meanwhile would refuse it.
      scope.defer(c -> held.release(c, release));
      R resource = held.keep(acquire.run(scope.cx()));
      return use.run(scope.cx(), resource);
    });
  }

  private static final class Held<R> {

    private @Nullable R resource;

    R keep(R got) {
      resource = got;
      return got;
    }

    void release(Cx cx, Release<? super R> release) throws Exception {
      R got = resource;
      if (got != null) {
        release.run(cx, got);
      }
    }
  }
}
