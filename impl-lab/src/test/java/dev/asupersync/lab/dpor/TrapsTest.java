package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Notify;
import org.junit.jupiter.api.Test;

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

  /** Whether an attempt fails is known only when it is made: one that did may succeed in the other order. */
  @Test
  void an_attempt_that_failed_may_succeed_in_another_order() {
    Model swaps = Model.with(1, 0).tasks(3, i -> (c, v, m) -> v.get(0).compareAndSet(c, i, i + 1));
    Model tries = Model.with(1, 1).tasks(3, i -> (c, v, m) ->
        m.get(0).tryLock(c).ifPresent(guard -> {
          try (guard) {
            v.get(0).set(c, i);
          }
        }));

    assertThat(Exploring.each(swaps.program()).classes().keySet())
        .containsAll(Exploring.all(swaps.program(), 100_000).classes().keySet()).hasSizeGreaterThan(1);
    assertThat(Exploring.each(tries.program()).classes().keySet())
        .containsAll(Exploring.all(tries.program(), 100_000).classes().keySet()).hasSizeGreaterThan(1);
  }

  /** Neither a task nor a thing is known by the order in which it was made: that differs within a class. */
  @Test
  void tasks_that_are_made_in_another_order_are_the_same_ones() {
    Task<String, Exception> twins = cx -> cx.<String>region(scope -> {
      for (int i = 0; i < 2; i++) {
        scope.launch(parent -> parent.region(below -> {
          Cell<Integer> own = below.open(Cell.of(0));
          below.launch(c -> own.set(c, 1));
          below.launch(c -> own.set(c, 2));
          return "";
        }).orThrow());
      }
      return "";
    }).orThrow();

    assertThat(classes(twins)).isEqualTo(4);
    assertThat(Exploring.all(twins, 100_000).classes()).hasSize(4);
  }

  @Test
  void more_than_sixty_four_tasks_are_no_harm() {
    Model model = Model.with(70, 0).tasks(70, i -> add(i, i)).task(add(69, 1)).task(add(68, 1));

    assertThat(classes(model.program())).isEqualTo(4);
  }
}
