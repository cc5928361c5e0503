package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.error.CleanupBudgetExceededError;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.KernelSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a region does before it closes. Rules: 2.25, 5.24 to 5.30. */
public interface FinalizerContract extends RuntimeSource {

  @Test
  default void the_last_finalizer_registered_runs_first_and_all_run_after_the_tasks() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Bench.check(this, cx -> {
      cx.region(scope -> {
        scope.defer(c -> order.add("first registered"));
        scope.defer(c -> order.add("last registered"));
        scope.launch(c -> {
          c.sleep(Duration.ofMillis(10));
          order.add("task");
        });
        return "";
      });
      order.add("after");
    });

    assertThat(order).containsExactly("task", "last registered", "first registered", "after");
  }

  @Test
  default void one_finalizer_ends_before_the_next_begins() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Bench.within(this, scope -> {
      for (int i = 0; i < 3; i++) {
        int number = i;
        scope.defer(c -> {
          order.add("begin " + number);
          c.sleep(Duration.ofMillis(3));
          order.add("end " + number);
        });
      }
    });

    assertThat(order).containsExactly("begin 2", "end 2", "begin 1", "end 1", "begin 0", "end 0");
  }

  @Test
  default void a_finalizer_runs_once_however_the_region_ends() {
    AtomicInteger ran = new AtomicInteger();
    Bench.check(this, cx -> {
      cx.region(scope -> {
        scope.defer(c -> ran.incrementAndGet());
        return "";
      });
      cx.region(scope -> {
        scope.defer(c -> ran.incrementAndGet());
        throw new IllegalStateException("broken");
      });
      cx.region(scope -> {
        scope.defer(c -> ran.incrementAndGet());
        scope.cancel(CancelReason.user("stop"));
        scope.cancel(CancelReason.user("stop again"));
        return "";
      });
    });

    assertThat(ran).hasValue(3);
  }

  @Test
  default void a_finalizer_of_a_cancelled_region_runs_masked() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Bench.within(this, scope -> {
      scope.defer(c -> {
        c.checkpoint();
        c.sleep(Duration.ofMillis(2));
        order.add("not disturbed");
      });
      scope.cancel(CancelReason.user("stop"));
    });

    assertThat(order).containsExactly("not disturbed");
  }

  @Test
  default void a_request_during_a_finalizer_waits_until_it_has_ended() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(outer -> {
        outer.launch(c -> c.region(RegionOptions.named("inner"), inner -> {
          inner.defer(f -> {
            Bench.until(f, () -> bench.events.has("told"));
            f.sleep(Duration.ofMillis(1));
            order.add("finalizer");
          });
          return "";
        }));
        bench.await(outer.cx(), "finalizer started inner");
        outer.cancel(CancelReason.user("stop"));
        bench.events.mark("told");
        return "";
      }));
    }

    assertThat(order).containsExactly("finalizer");
  }

  @Test
  default void a_finalizer_that_panics_is_isolated_and_makes_the_region_panicked() {
    IOException broken = new IOException("disk full");
    AtomicInteger others = new AtomicInteger();

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      scope.defer(c -> others.incrementAndGet());
      scope.defer(c -> {
        throw broken;
      });
      scope.defer(c -> others.incrementAndGet());
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
    assertThat(others).hasValue(2);
  }

  @Test
  default void even_a_declared_error_is_a_panic_when_a_finalizer_throws_it() {
    IOException broken = new IOException("disk full");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      scope.defer(c -> {
        throw broken;
      });
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
  }

  @Test
  default void a_finalizer_that_polls_too_often_is_stopped_and_the_next_one_runs() {
    AtomicInteger polls = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    KernelSettings settings = KernelSettings.DEFAULT.withFinalizers(10, Duration.ofSeconds(5));
    try (Bench bench = Bench.of(this, settings)) {
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(scope -> {
        scope.defer(c -> others.incrementAndGet());
        scope.defer(c -> {
          while (polls.get() < 1_000) {
            c.checkpoint();
            polls.incrementAndGet();
          }
        });
        return "";
      }));

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).isInstanceOf(CleanupBudgetExceededError.class));
    }
    assertThat(polls).hasValueBetween(8, 10);
    assertThat(others).hasValue(1);
  }

  @Test
  default void a_finalizer_that_takes_too_long_is_stopped_and_the_next_one_runs() {
    AtomicInteger others = new AtomicInteger();
    KernelSettings settings = KernelSettings.DEFAULT.withFinalizers(100, Duration.ofMillis(20));
    try (Bench bench = Bench.of(this, settings)) {
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(scope -> {
        scope.defer(c -> others.incrementAndGet());
        scope.defer(c -> c.sleep(Duration.ofHours(1)));
        return "";
      }));

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).isInstanceOf(CleanupBudgetExceededError.class));
    }
    assertThat(others).hasValue(1);
  }

  @Test
  default void a_finalizer_can_put_nothing_new_into_its_region() {
    try (Bench bench = Bench.of(this)) {
      AtomicInteger refused = new AtomicInteger();
      bench.run(cx -> cx.region(scope -> {
        scope.defer(c -> {
          assertThat(Refusals.thrownBy(() -> scope.launch(t -> {}))).hasMessageStartingWith("CX-200");
          assertThat(Refusals.thrownBy(() -> scope.defer(t -> {}))).hasMessageStartingWith("CX-200");
          Refusals.expect(ErrorCode.REGION_NOT_OPEN, () -> c.region(inner -> ""));
          refused.incrementAndGet();
        });
        return "";
      }));

      assertThat(refused).hasValue(1);
    }
  }

  @Test
  default void finalizers_are_told_between_finalizing_and_closed() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.defer(c -> {});
        return "";
      }));

      assertThat(bench.events.lines()).containsSubsequence(
          "finalizer registered r",
          "state r CLOSING FINALIZING",
          "finalizer started r",
          "finalizer ended r OK",
          "state r FINALIZING CLOSED",
          "closed r OK");
    }
  }
}
