package dev.asupersync.lab.bugs;

import dev.asupersync.Action;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Outcome.Panicked;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import dev.asupersync.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the programs are written with: a region whose tasks start in the order in which they are listed and are joined
 * in the same order. A task that finds the bug ends, and the others go on, so that what is found depends on nothing
 * that a cancellation would bring in.
 */
final class Scene {

  private static final RegionOptions OPTIONS = RegionOptions.named("scene").withPolicy(Policy.COLLECT_ALL);

  /** What happens in it. */
  @FunctionalInterface
  interface Story {
    void tell(Scene scene);
  }

  private final Scope<RuntimeException> scope;
  private final List<TaskHandle<?, RuntimeException>> tasks = new ArrayList<>();
  private @Nullable BugFound found;

  private Scene(Scope<RuntimeException> scope) {
    this.scope = scope;
  }

  /** Errors: {@link BugFound}. */
  static void run(Cx cx, Story story) {
    Outcome<?, RuntimeException> outcome = cx.<@Nullable Void>region(OPTIONS, scope -> {
      Scene scene = new Scene(scope);
      story.tell(scene);
      scene.join();
      if (scene.found != null) {
        throw scene.found;
      }
      return null;
    });
    if (outcome instanceof Panicked<?, ?>(BugFound bug)) {
      throw bug;
    }
    outcome.orThrow();
  }

  /** The body, which is a task like the others. */
  Cx cx() {
    return scope.cx();
  }

  Cell<Integer> cell(String name, int value) {
    return scope.open(Cell.of(value).named(name));
  }

  /** {@code name[0]} and so on. */
  List<Cell<Integer>> cells(String name, int count, int value) {
    List<Cell<Integer>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(cell(name + "[" + i + "]", value));
    }
    return all;
  }

  Cell<Boolean> flag(String name, boolean value) {
    return scope.open(Cell.of(value).named(name));
  }

  /** Of something that does not change. */
  <T> Cell<T> shared(String name, T value) {
    return scope.open(Cell.of(value).named(name));
  }

  Mutex mutex(String name) {
    return scope.open(Mutex.create().named(name));
  }

  Semaphore semaphore(String name, int permits) {
    return scope.open(Semaphore.of(permits).named(name));
  }

  Notify notice(String name) {
    return scope.open(Notify.create().named(name));
  }

  Monitor monitor(String name) {
    return new Monitor(mutex(name));
  }

  Condition condition(String name) {
    List<Notify> bells = new ArrayList<>();
    for (int i = 0; i < Condition.BELLS; i++) {
      bells.add(notice(name + " bell " + i));
    }
    return new Condition(shared(name, Condition.Line.EMPTY), bells);
  }

  void task(String name, Action<RuntimeException> part) {
    tasks.add(scope.launch(TaskOptions.named(name), part));
  }

  /** The part of the body. What it finds is told at the end, when the others have ended. */
  void here(Action<RuntimeException> part) {
    try {
      part.run(cx());
    } catch (BugFound bug) {
      found = bug;
    }
  }

  /** Waits for all tasks, in the order in which they were started; at the end of the story it comes by itself. */
  void join() {
    tasks.forEach(TaskHandle::join);
    tasks.clear();
  }
}
