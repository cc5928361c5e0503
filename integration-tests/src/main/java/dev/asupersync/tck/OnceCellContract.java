package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.OnceCell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A value that is made once. Rules: 7.6.7, 7.0.5. */
public interface OnceCellContract extends RuntimeSource {

  @Test
  default void the_value_is_made_once_and_everybody_gets_it() {
    AtomicInteger made = new AtomicInteger();
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    Bench.within(this, scope -> {
      OnceCell<String> cell = scope.open(OnceCell.create());
      assertThat(cell.get()).isEmpty();
      for (int t = 0; t < 5; t++) {
        scope.launch(c -> got.add(cell.getOrInit(c, () -> {
          c.sleep(Duration.ofMillis(1));
          return "value " + made.incrementAndGet();
        })));
      }
      scope.launch(c -> got.add(cell.waitFor(c)));
    });

    assertThat(made).hasValue(1);
    assertThat(got).hasSize(6).containsOnly("value 1");
  }

  @Test
  default void an_initializer_that_fails_lets_exactly_one_of_the_others_try() {
    AtomicInteger tries = new AtomicInteger();
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        OnceCell<String> cell = scope.open(OnceCell.create());
        AtomicBoolean enough = new AtomicBoolean();
        TaskHandle<String, RuntimeException> failing = scope.spawn(TaskOptions.named("failing"), c -> {
          try {
            return cell.getOrInit(c, () -> {
              Bench.until(c, enough::get);
              throw new IOException("not yet");
            });
          } catch (IOException told) {
            return String.valueOf(told.getMessage());
          }
        });
        bench.await(scope.cx(), "blocked failing SLEEP");
        for (int i = 0; i < 3; i++) {
          scope.launch(TaskOptions.named("t" + i), c ->
              got.add(cell.getOrInit(c, () -> "value " + tries.incrementAndGet())));
          bench.await(scope.cx(), "blocked t" + i + " SIGNAL_WAIT");
        }
        enough.set(true);
        assertThat(Bench.valueOf(failing.join())).isEqualTo("not yet");
      });
    }

    assertThat(got).hasSize(3).containsOnly("value 1");
  }

  @Test
  default void an_initializer_that_is_cancelled_lets_another_try() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        OnceCell<String> cell = scope.open(OnceCell.create());
        TaskHandle<String, RuntimeException> slow = scope.spawn(TaskOptions.named("slow"), c ->
            cell.getOrInit(c, () -> {
              c.sleep(Duration.ofHours(1));
              return "never";
            }));
        bench.await(scope.cx(), "blocked slow SLEEP");
        TaskHandle<String, RuntimeException> next =
            scope.spawn(TaskOptions.named("next"), c -> cell.getOrInit(c, () -> "made"));
        bench.await(scope.cx(), "blocked next SIGNAL_WAIT");
        assertThat(bench.waitOf("next").heldUpBy()).containsExactly(slow.id());
        slow.cancel(CancelReason.user("stop"));
        Bench.reasonOf(slow.join());
        assertThat(Bench.valueOf(next.join())).isEqualTo("made");
        assertThat(cell.getOrInit(scope.cx(), () -> "again")).isEqualTo("made");
      });
    }
  }

  @Test
  default void a_turn_that_was_handed_to_a_cancelled_task_goes_on_to_the_next() {
    for (int round = 0; round < 25; round++) {
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          OnceCell<String> cell = scope.open(OnceCell.create());
          AtomicBoolean enough = new AtomicBoolean();
          TaskHandle<?, RuntimeException> failing = scope.launch(TaskOptions.named("failing"), c -> {
            Throwable told = Refusals.thrownBy(() -> cell.getOrInit(c, () -> {
              Bench.until(c, enough::get);
              throw new IllegalStateException("not yet");
            }));
            assertThat(told).hasMessage("not yet");
          });
          bench.await(own, "blocked failing SLEEP");
          TaskHandle<String, RuntimeException> first =
              scope.spawn(TaskOptions.named("first"), c -> cell.getOrInit(c, () -> {
                c.checkpoint();
                return "first";
              }));
          bench.await(own, "blocked first SIGNAL_WAIT");
          TaskHandle<String, RuntimeException> second =
              scope.spawn(TaskOptions.named("second"), c -> cell.getOrInit(c, () -> "second"));
          bench.await(own, "blocked second SIGNAL_WAIT");
          enough.set(true);
          failing.join();
          first.cancel(CancelReason.user("stop"));
          first.join();
          assertThat(Bench.valueOf(second.join()))
              .isIn("first", "second")
              .isEqualTo(cell.get().orElseThrow());
        });
      }
    }
  }

  @Test
  default void a_value_is_set_once_and_a_second_one_is_given_back() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        OnceCell<String> cell = scope.open(OnceCell.create());
        TaskHandle<String, RuntimeException> waiting =
            scope.spawn(TaskOptions.named("waiting"), cell::waitFor);
        bench.await(own, "blocked waiting SIGNAL_WAIT");
        assertThat(cell.set(own, "first")).isEmpty();
        assertThat(cell.set(own, "second")).contains("second");
        assertThat(cell.get()).contains("first");
        assertThat(cell.waitFor(own)).isEqualTo("first");
        assertThat(Bench.valueOf(waiting.join())).isEqualTo("first");
      });
    }
  }

  @Test
  default void setting_waits_for_an_initializer_at_work_and_waiting_does_not_make_the_value() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        OnceCell<String> cell = scope.open(OnceCell.create());
        TaskHandle<?, RuntimeException> slow = scope.launch(TaskOptions.named("slow"), c ->
            cell.getOrInit(c, () -> {
              c.sleep(Duration.ofHours(1));
              return "never";
            }));
        bench.await(own, "blocked slow SLEEP");
        TaskHandle<String, RuntimeException> waiting =
            scope.spawn(TaskOptions.named("waiting"), cell::waitFor);
        bench.await(own, "blocked waiting SIGNAL_WAIT");
        TaskHandle<Boolean, RuntimeException> setting =
            scope.spawn(TaskOptions.named("setting"), c -> cell.set(c, "set").isEmpty());
        bench.await(own, "blocked setting SIGNAL_WAIT");
        slow.cancel(CancelReason.user("stop"));
        assertThat(Bench.valueOf(setting.join())).isTrue();
        assertThat(Bench.valueOf(waiting.join())).isEqualTo("set");
      });
    }
  }

  @Test
  default void an_initializer_that_asks_for_its_own_value_is_told() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      OnceCell<String> cell = scope.open(OnceCell.create());
      String made = cell.getOrInit(own, () -> {
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> cell.getOrInit(own, () -> "inner"));
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> cell.set(own, "inner"));
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> cell.waitFor(own));
        return "outer";
      });
      assertThat(made).isEqualTo("outer");
    });
  }

  @Test
  default void the_end_of_its_region_ends_the_wait_for_a_value_outside() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> outside = Bench.valueOf(scope.cx().region(inner -> {
          OnceCell<String> cell = inner.open(OnceCell.create());
          TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("outside"), c ->
              Refusals.expect(ErrorCode.OWNER_CLOSED, () -> cell.waitFor(c)));
          bench.await(inner.cx(), "blocked outside SIGNAL_WAIT");
          return task;
        }));
        Bench.valueOf(outside.join());
      });
    }
  }
}
