package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A variable that tasks share. Rules: 7.0.3, D25. */
public interface CellContract extends RuntimeSource {

  @Test
  default void a_cell_holds_what_was_written_last_and_a_swap_gives_what_was_there() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<String> cell = scope.open(Cell.of("a"));
      assertThat(cell.get(own)).isEqualTo("a");
      cell.set(own, "b");
      assertThat(cell.getAndSet(own, "c")).isEqualTo("b");
      assertThat(cell.update(own, held -> held + "d")).isEqualTo("cd");
      assertThat(cell.get(own)).isEqualTo("cd");
    });
  }

  @Test
  default void what_it_expects_is_compared_by_equals() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<String> cell = scope.open(Cell.of(String.valueOf(1_000)));
      assertThat(cell.compareAndSet(own, "999", "2")).isFalse();
      assertThat(cell.get(own)).isEqualTo("1000");
      assertThat(cell.compareAndSet(own, String.valueOf(1_000), "2")).isTrue();
      assertThat(cell.get(own)).isEqualTo("2");
    });
  }

  @Test
  default void updates_of_many_tasks_are_all_counted() {
    Bench.within(this, scope -> {
      Cell<Integer> updated = scope.open(Cell.of(0));
      Cell<Integer> swapped = scope.open(Cell.of(0));
      List<TaskHandle<?, RuntimeException>> tasks = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        tasks.add(scope.launch(c -> {
          for (int i = 0; i < 25; i++) {
            updated.update(c, n -> n + 1);
            int seen = swapped.get(c);
            while (!swapped.compareAndSet(c, seen, seen + 1)) {
              seen = swapped.get(c);
            }
          }
        }));
      }
      tasks.forEach(Bench::join);
      assertThat(updated.get(scope.cx())).isEqualTo(100);
      assertThat(swapped.get(scope.cx())).isEqualTo(100);
    });
  }

  @Test
  default void of_those_who_expect_the_same_one_succeeds() {
    Bench.within(this, scope -> {
      Cell<Integer> cell = scope.open(Cell.of(0));
      List<TaskHandle<Boolean, RuntimeException>> tasks = new ArrayList<>();
      for (int t = 1; t <= 4; t++) {
        int mine = t;
        tasks.add(scope.spawn(c -> cell.compareAndSet(c, 0, mine)));
      }
      List<Boolean> won = tasks.stream().map(task -> Bench.valueOf(task.join())).toList();
      assertThat(won).containsOnlyOnce(true);
      assertThat(cell.get(scope.cx())).isEqualTo(1 + won.indexOf(true));
    });
  }

  /** Here the other one who writes at the same time is the function itself. */
  @Test
  default void a_change_is_made_again_when_others_were_faster() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<Integer> cell = scope.open(Cell.of(1));
      List<Integer> seen = new ArrayList<>();
      assertThat(cell.update(own, n -> {
        seen.add(n);
        if (seen.size() == 1) {
          cell.set(own, 10);
        }
        return n + 1;
      })).isEqualTo(11);
      assertThat(seen).containsExactly(1, 10);
      assertThat(cell.get(own)).isEqualTo(11);
    });
  }

  @Test
  default void a_change_that_throws_leaves_the_cell_as_it_was() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<Integer> cell = scope.open(Cell.of(7));
      assertThatThrownBy(() -> cell.update(own, _ -> {
        throw new IllegalStateException("broken");
      })).hasMessage("broken");
      assertThat(cell.get(own)).isEqualTo(7);
    });
  }

  @Test
  default void a_cancelled_task_and_a_finalizer_may_use_it() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cell<Integer> cell = scope.open(Cell.of(0));
        Bench.valueOf(scope.cx().region(inner -> {
          inner.defer(c -> cell.update(c, n -> n + 100));
          TaskHandle<?, RuntimeException> task = inner.launch(TaskOptions.named("t"), c -> {
            try {
              c.sleep(Duration.ofHours(1));
            } catch (CancelledError told) {
              cell.set(c, cell.get(c) + 1);
              throw told;
            }
          });
          bench.await(inner.cx(), "blocked t SLEEP");
          task.cancel(CancelReason.user("stop"));
          Bench.reasonOf(task.join());
          return "";
        }));
        assertThat(cell.get(scope.cx())).isEqualTo(101);
      });
    }
  }

  @Test
  default void each_operation_is_a_schedule_point() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cell<Integer> cell = scope.open(Cell.of(0));
        Bench.join(scope.launch(TaskOptions.named("t"), c -> {
          cell.get(c);
          cell.set(c, 1);
          cell.getAndSet(c, 2);
          cell.compareAndSet(c, 2, 3);
          cell.update(c, n -> n + 1);
        }));
      });
      assertThat(bench.events.lines("operation t CELL")).containsExactly(
          "operation t CELL_READ",
          "operation t CELL_WRITE",
          "operation t CELL_UPDATE",
          "operation t CELL_CAS",
          "operation t CELL_UPDATE");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what it refuses
  default void it_holds_no_null() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<String> cell = scope.open(Cell.of("a"));
      assertThatThrownBy(() -> cell.set(own, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> cell.getAndSet(own, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> cell.compareAndSet(own, "a", null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> cell.update(own, _ -> null)).isInstanceOf(NullPointerException.class);
      assertThat(cell.get(own)).isEqualTo("a");
    });
  }

  @Test
  default void after_the_end_of_its_region_it_is_refused() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Cell<Integer> gone = Bench.valueOf(own.<Cell<Integer>>region(inner -> inner.open(Cell.of(1))));
      Refusals.expect(ErrorCode.OWNER_CLOSED, () -> gone.get(own));
      Refusals.expect(ErrorCode.OWNER_CLOSED, () -> gone.set(own, 2));
      Refusals.expect(ErrorCode.OWNER_CLOSED, () -> gone.getAndSet(own, 2));
      Refusals.expect(ErrorCode.OWNER_CLOSED, () -> gone.compareAndSet(own, 1, 2));
      Refusals.expect(ErrorCode.OWNER_CLOSED, () -> gone.update(own, n -> n + 1));
    });
  }
}
