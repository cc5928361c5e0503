package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Severity;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a region returns, and what the failure of one of its tasks does to the others. Rules: D11 to D13. */
public interface RegionOutcomeContract extends RuntimeSource {

  Duration LONG = Duration.ofHours(1);

  @Test
  default void a_cancelled_error_of_the_body_cancels_its_tasks_with_that_reason() {
    List<@Nullable TaskHandle<String, RuntimeException>> handles = new ArrayList<>();

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      handles.add(scope.spawn(c -> {
        c.sleep(LONG);
        return "";
      }));
      throw new CancelledError(CancelReason.user("changed my mind"));
    }));

    assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
    CancelReason told = reasonOf(handles.getFirst());
    assertThat(told.kind()).isEqualTo(CancelKind.USER);
    assertThat(told.message()).contains("changed my mind");
  }

  private static CancelReason reasonOf(@Nullable TaskHandle<?, ?> handle) {
    if (handle == null) {
      throw new AssertionError("no task was spawned");
    }
    return handle.tryJoin().orElseThrow().cancelReason().orElseThrow();
  }

  @Test
  default void a_body_that_fails_cancels_its_tasks_and_waits_for_them() {
    List<@Nullable TaskHandle<String, IOException>> handles = new ArrayList<>();
    IOException lost = new IOException("lost");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      handles.add(scope.spawn(c -> {
        c.sleep(LONG);
        return "";
      }));
      throw lost;
    }));

    assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
    assertThat(reasonOf(handles.getFirst()).kind()).isEqualTo(CancelKind.FAIL_FAST);
  }

  @Test
  default void a_body_that_panics_cancels_its_tasks_and_waits_for_them() {
    List<@Nullable TaskHandle<String, RuntimeException>> handles = new ArrayList<>();

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      handles.add(scope.spawn(c -> {
        c.sleep(LONG);
        return "";
      }));
      throw new IllegalStateException("broken");
    }));

    assertThat(outcome.severity()).isEqualTo(Severity.PANICKED);
    assertThat(reasonOf(handles.getFirst()).kind()).isEqualTo(CancelKind.FAIL_FAST);
  }

  @Test
  default void the_first_failure_cancels_the_siblings_and_the_body() {
    IOException lost = new IOException("lost");
    Map<String, CancelKind> told = new ConcurrentHashMap<>();

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      scope.launch(c -> told.put("sibling", sleepUntilCancelled(c)));
      scope.launch(c -> {
        throw lost;
      });
      told.put("body", sleepUntilCancelled(scope.cx()));
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
    assertThat(told).containsOnly(
        Map.entry("sibling", CancelKind.FAIL_FAST), Map.entry("body", CancelKind.FAIL_FAST));
  }

  private static CancelKind sleepUntilCancelled(Cx cx) {
    try {
      cx.sleep(LONG);
      return CancelKind.USER;
    } catch (CancelledError cancelled) {
      return cancelled.reason().kind();
    }
  }

  @Test
  default void a_panic_of_a_task_cancels_the_others_too() {
    IllegalStateException broken = new IllegalStateException("broken");
    Map<String, CancelKind> told = new ConcurrentHashMap<>();

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      scope.launch(c -> {
        throw broken;
      });
      told.put("body", sleepUntilCancelled(scope.cx()));
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
    assertThat(told).containsExactly(Map.entry("body", CancelKind.FAIL_FAST));
  }

  @Test
  default void a_task_that_is_cancelled_cancels_nobody_else() {
    String value = Bench.value(this, cx -> Bench.valueOf(cx.region(scope -> {
      TaskHandle<?, RuntimeException> victim = scope.launch(c -> c.sleep(LONG));
      TaskHandle<String, RuntimeException> other = scope.spawn(c -> {
        c.sleep(Duration.ofMillis(5));
        c.checkpoint();
        return "undisturbed";
      });
      victim.cancel(CancelReason.user("only you"));
      assertThat(victim.join().severity()).isEqualTo(Severity.CANCELLED);
      scope.cx().checkpoint();
      return other.join().orThrow();
    })));

    assertThat(value).isEqualTo("undisturbed");
  }

  @Test
  default void under_collect_all_tasks_never_cancel_each_other() {
    IOException lost = new IOException("lost");
    RegionOptions collecting = RegionOptions.DEFAULT.withPolicy(Policy.COLLECT_ALL);

    Outcome<String, IOException> outcome =
        Bench.value(this, cx -> cx.region(IOException.class, collecting, scope -> {
          TaskHandle<String, IOException> failing = scope.spawn(c -> {
            throw lost;
          });
          TaskHandle<String, IOException> other = scope.spawn(c -> {
            c.sleep(Duration.ofMillis(5));
            c.checkpoint();
            return "undisturbed";
          });
          assertThat(failing.join()).isEqualTo(new Outcome.Err<>(lost));
          return other.join().orThrow();
        }));

    assertThat(outcome).isEqualTo(new Outcome.Ok<>("undisturbed"));
  }

  @Test
  default void a_panic_wins_over_everything_and_carries_the_others() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalArgumentException second = new IllegalArgumentException("second");

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      TaskHandle<?, RuntimeException> one = scope.launch(c -> {
        throw first;
      });
      one.join();
      throw second;
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(first));
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  default void a_panic_of_a_task_wins_over_the_cancellation_of_the_region() {
    IllegalStateException broken = new IllegalStateException("broken in cleanup");

    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      scope.launch(c -> {
        try {
          c.sleep(LONG);
        } finally {
          fail(broken);
        }
      });
      scope.cancel(CancelReason.user("stop"));
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
  }

  private static void fail(RuntimeException broken) {
    throw broken;
  }

  @Test
  default void a_region_that_was_cancelled_ends_cancelled_though_its_body_returns() {
    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      scope.cancel(CancelReason.user("stop"));
      return "value";
    }));

    assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
  }

  @Test
  default void an_empty_region_that_was_cancelled_does_not_end_ok() {
    try (Bench bench = Bench.of(this)) {
      bench.runtime.run(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(bench.events.lines("closed r")).containsExactly("closed r CANCELLED");
    }
  }

  @Test
  default void cancellations_that_only_follow_from_an_error_do_not_hide_it() {
    IOException lost = new IOException("lost");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      for (int i = 0; i < 5; i++) {
        scope.launch(c -> c.sleep(LONG));
      }
      scope.launch(TaskOptions.named("failing"), c -> {
        throw lost;
      });
      scope.cx().sleep(LONG);
      return "";
    }));

    assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
  }

  @Test
  default void without_failures_the_outcome_is_the_bodys() {
    IOException lost = new IOException("lost");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      scope.launch(c -> c.sleep(Duration.ofMillis(2)));
      throw lost;
    }));

    assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
  }
}
