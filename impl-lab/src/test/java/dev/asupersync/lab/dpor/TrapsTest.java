package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.bugs.Hunt;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that explorers of schedules have made, and that show as a wrong number of classes. */
class TrapsTest {

  private static Model.Body add(int cell, int more) {
    return (c, v, m) -> v.get(cell).update(c, before -> before * 3 + more);
  }

  /** What is exactly as many runs as classes; none of them led anywhere else than it was meant to. */
  private static long classes(Task<String, Exception> program) {
    Exploring.Seen seen = Exploring.each(program);
    assertThat(seen.strayed()).isZero();
    assertThat(seen.redundant()).isZero();
    assertThat(seen.classes()).hasSize((int) seen.runs());
    return seen.runs();
  }

  /** What a wait was ended by comes before what follows it: there is nothing to reverse. */
  @Test
  void what_a_signal_or_the_end_of_a_task_makes_possible_is_no_race_with_it() {
    Task<String, Exception> signalled = cx -> cx.<String>region(scope -> {
      Notify bell = scope.open(Notify.create());
      Cell<Integer> cell = scope.open(Cell.of(0));
      scope.launch(c -> {
        cell.set(c, 1);
        bell.notifyOne(c);
      });
      scope.launch(c -> {
        bell.await(c);
        cell.set(c, 2);
      });
      return "";
    }).orThrow();
    Task<String, Exception> joined = cx -> cx.<String>region(scope -> {
      Cell<Integer> cell = scope.open(Cell.of(0));
      TaskHandle<?, RuntimeException> child = scope.launch(c -> cell.set(c, 1));
      child.join();
      cell.set(scope.cx(), 2);
      return "";
    }).orThrow();

    assertThat(classes(signalled)).as("asked before or after it rang").isLessThanOrEqualTo(2);
    assertThat(classes(joined)).isEqualTo(1);
  }

  /** Compares all ends of all schedules with those of one of each class. */
  private static void comesToEveryEnd(Task<String, Exception> program) {
    Set<String> all = new TreeSet<>();
    assertThat(Exploring.everyEnd(program, 200_000, true, all)).isTrue();
    Set<String> each = new TreeSet<>();
    Exploring.eachEnd(program, each);
    assertThat(each).isEqualTo(all).hasSizeGreaterThan(1);
  }

  /** Tasks whose results, in their order, are how it ends. */
  private static Task<String, Exception> told(int cells, int locks, int tasks, IntFunction<Telling> task) {
    return cx -> cx.<String>region(scope -> {
      List<Cell<Integer>> variables = opened(scope, cells, () -> Cell.of(0));
      List<Mutex> mutexes = opened(scope, locks, Mutex::create);
      List<TaskHandle<String, RuntimeException>> handles = new java.util.ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        Telling telling = task.apply(i);
        handles.add(scope.spawn(c -> telling.run(c, variables, mutexes)));
      }
      StringBuilder all = new StringBuilder();
      handles.forEach(handle -> all.append(handle.join().orThrow()).append(' '));
      return all.toString();
    }).orThrow();
  }

  private static <T extends dev.asupersync.Closed> List<T> opened(
      Scope<RuntimeException> scope, int count, java.util.function.Supplier<?> spec) {
    return List.of();
  }

  /** What a task does, and says of it. */
  private interface Telling {
    String run(Cx cx, List<Cell<Integer>> cells, List<Mutex> locks);
  }
}
