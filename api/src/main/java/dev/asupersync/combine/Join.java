package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.PanicError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs side by side and waits for all of them, whatever becomes of the first.
 *
 * <p>Cancellation: reaches every program, and each is waited for. Called by a task that is cancelled already,
 * nothing is started and {@code CancelledError} is thrown. Errors: CX-2003 and CX-2004 when the tasks cannot
 * be started. Rules: 8.1 to 8.4.
 */
public final class Join {

  private Join() {}

  /** Two programs of different types: {@code Join.both(cx, IOException.class, a, b).combine(Page::new)}. */
  public static <A extends @Nullable Object, B extends @Nullable Object, E extends Exception>
      Both<A, B, E> both(
      Cx cx, Class<E> errorType, Task<A, ? extends E> first, Task<B, ? extends E> second) {
    return pair(cx, errorType, first, second);
  }

  public static <A extends @Nullable Object, B extends @Nullable Object> Both<A, B, RuntimeException> both(
      Cx cx, Task<A, RuntimeException> first, Task<B, RuntimeException> second) {
    return pair(cx, null, first, second);
  }

  /** As many as are given. None disturbs another: a failure is seen in the outcomes. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object, E extends Exception> All<T, E> all(
      Cx cx, Class<E> errorType, Task<T, ? extends E>... programs) {
    return every(cx, errorType, List.of(programs));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object> All<T, RuntimeException> all(
      Cx cx, Task<T, RuntimeException>... programs) {
    return every(cx, null, List.of(programs));
  }

  public static <T extends @Nullable Object, E extends Exception> All<T, E> all(
      Cx cx, Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    return every(cx, errorType, programs);
  }

  public static <T extends @Nullable Object> All<T, RuntimeException> all(
      Cx cx, List<? extends Task<T, RuntimeException>> programs) {
    return every(cx, null, programs);
  }

  /** The same program for each of the inputs. */
  public static <A, T extends @Nullable Object, E extends Exception> All<T, E> each(
      Cx cx, Class<E> errorType, Collection<A> inputs, Stage<? super A, T, ? extends E> program) {
    return every(cx, errorType, over(inputs, program));
  }

  public static <A, T extends @Nullable Object> All<T, RuntimeException> each(
      Cx cx, Collection<A> inputs, Stage<? super A, T, RuntimeException> program) {
    return every(cx, null, over(inputs, program));
  }

  /**
   * All the values, or the first failure: that of one program cancels the others (fail-fast), and they are
   * waited for. Cancellations that only follow from an error do not hide it.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T extends @Nullable Object, E extends Exception> Outcome<List<T>, E> failFast(
      Cx cx, Class<E> errorType, Task<T, ? extends E>... programs) {
    return failFast(cx, errorType, List.of(programs));
  }

  public static <T extends @Nullable Object, E extends Exception> Outcome<List<T>, E> failFast(
      Cx cx, Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    return Enclosure.settle(cx, errorType, RegionOptions.named("join"), scope -> {
      List<TaskHandle<T, E>> handles = new ArrayList<>();
      for (Task<T, ? extends E> program : programs) {
        handles.add(scope.spawn(program));
      }
      return new All<>(handles.stream().map(TaskHandle::join).toList()).values().orThrow();
    });
  }

  private static <A extends @Nullable Object, B extends @Nullable Object, E extends Exception>
      Both<A, B, E> pair(
      Cx cx, @Nullable Class<E> errorType, Task<A, ? extends E> first, Task<B, ? extends E> second) {
    return started(Enclosure.settle(cx, errorType, Branches.options("join"), scope -> {
      TaskHandle<A, E> a = scope.spawn(first);
      TaskHandle<B, E> b = scope.spawn(second);
      return new Both<>(a.join(), b.join());
    }));
  }

  private static <T extends @Nullable Object, E extends Exception> All<T, E> every(
      Cx cx, @Nullable Class<E> errorType, List<? extends Task<T, ? extends E>> programs) {
    return started(Branches.run(
        cx, errorType, "join", programs, (Branches<T, E> branches) -> new All<>(branches.outcomes())));
  }

  static <A, T extends @Nullable Object, E extends Exception> List<Task<T, E>> over(
      Collection<? extends A> inputs, Stage<? super A, T, ? extends E> program) {
    List<Task<T, E>> programs = new ArrayList<>();
    inputs.forEach(input -> programs.add(cx -> program.run(cx, input)));
    return programs;
  }

  /** What was settled; it only is not when the programs could not even be started. */
  static <R, E extends Exception> R started(Outcome<R, E> settled) {
    return switch (settled) {
      case Outcome.Ok<R, E>(R result) -> result;
      case Outcome.Err<R, E>(E refused) -> throw new PanicError(refused);
      case Outcome.Cancelled<R, E>(var reason) -> throw new CancelledError(reason);
      case Outcome.Panicked<R, E>(Throwable cause) -> throw new PanicError(cause);
    };
  }
}
