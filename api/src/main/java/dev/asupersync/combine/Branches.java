package dev.asupersync.combine;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.error.CancelledError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs that run side by side in a region of their own, where none disturbs another. */
final class Branches<T extends @Nullable Object, E extends Exception> {

  private final Scope<E> scope;
  private final List<TaskHandle<T, E>> handles = new ArrayList<>();

  private Branches(Scope<E> scope) {
    this.scope = scope;
  }

  /** Opens the region, without anything in it, and gives what {@code body} settles when all has ended. */
  static <R, T extends @Nullable Object, E extends Exception> Outcome<R, E> open(
      Cx cx, @Nullable Class<E> errorType, String name, Function<Branches<T, E>, R> body) {
    return Enclosure.settle(cx, errorType, options(name), scope -> body.apply(new Branches<>(scope)));
  }

  static RegionOptions options(String name) {
    return RegionOptions.named(name).withPolicy(Policy.COLLECT_ALL);
  }

  /** The same with these programs started, in their order. */
  static <R, T extends @Nullable Object, E extends Exception> Outcome<R, E> run(
      Cx cx,
      @Nullable Class<E> errorType,
      String name,
      List<? extends Task<T, ? extends E>> programs,
      Function<Branches<T, E>, R> body) {
    return open(cx, errorType, name, (Branches<T, E> branches) -> {
      programs.forEach(branches::start);
      return body.apply(branches);
    });
  }

  List<TaskHandle<T, E>> handles() {
    return handles;
  }

  Cx cx() {
    return scope.cx();
  }

  TaskHandle<T, E> start(Task<T, ? extends E> program) {
    TaskHandle<T, E> handle = scope.spawn(program);
    handles.add(handle);
    return handle;
  }

  /** Those that have not ended. */
  Stream<TaskHandle<T, E>> running() {
    return handles.stream().filter(handle -> handle.tryJoin().isEmpty());
  }

  /** Waits for the first of these to end; of several that have ended, any. */
  TaskHandle<T, E> first(List<TaskHandle<T, E>> among) {
    return cx().select(among.stream().map(handle -> handle.onJoin(_ -> handle)).toList());
  }

  TaskHandle<T, E> first() {
    return first(handles);
  }

  /** Asks those to stop that have not ended, and nobody else. */
  void dismiss(CancelReason reason) {
    running().forEach(handle -> handle.cancel(reason));
  }

  /** Stops everything, because whoever waits for it was told to stop. */
  void giveUp(CancelledError told) {
    scope.cancel(told.reason());
  }

  /** Waits for all and gives how they ended, in the order in which they were started. */
  List<Outcome<T, E>> outcomes() {
    return handles.stream().map(TaskHandle::join).toList();
  }
}
