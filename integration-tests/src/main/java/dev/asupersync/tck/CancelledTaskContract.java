package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a task sees of a request, and what its joiner then gets. Rules: 1.23, 1.24, 5.7 to 5.12, D4, D14. */
public interface CancelledTaskContract extends RuntimeSource {

  @Test
  default void a_checkpoint_throws_the_reason() {
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      Throwable thrown = Refusals.thrownBy(scope.cx()::checkpoint);
      assertThat(thrown).isInstanceOfSatisfying(CancelledError.class, told ->
          assertThat(told.reason().message()).contains("stop"));
    });
  }

  @Test
  default void a_cancelled_error_is_no_exception_and_has_no_stack() {
    CancelledError told = new CancelledError(CancelReason.user("stop"));

    assertThat((Throwable) told).isNotInstanceOf(Exception.class);
    assertThat(told.getStackTrace()).isEmpty();
  }

  @Test
  default void a_request_that_was_swallowed_is_thrown_again() {
    AtomicInteger thrown = new AtomicInteger();
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      for (int i = 0; i < 3; i++) {
        try {
          scope.cx().checkpoint();
        } catch (CancelledError _) {
          thrown.incrementAndGet();
        }
      }
    });

    assertThat(thrown).hasValue(3);
  }

  @Test
  default void a_request_can_be_seen_as_often_as_one_likes() {
    Bench.within(this, scope -> {
      assertThat(scope.cx().isCancelRequested()).isFalse();
      scope.cancel(CancelReason.user("stop"));
      assertThat(scope.cx().isCancelRequested()).isTrue();
      assertThat(scope.cx().isCancelRequested()).isTrue();
      assertThat(scope.cx().cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
    });
  }

  @Test
  default void a_pure_read_leaves_no_acknowledgement_behind() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        scope.cancel(CancelReason.user("stop"));
        scope.cx().isCancelRequested();
      });

      assertThat(bench.events.lines("ack")).isEmpty();
    }
  }

  @Test
  default void a_value_returned_after_the_request_was_told_reaches_the_joiner() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("t"), c -> {
          try {
            c.sleep(Duration.ofHours(1));
          } catch (CancelledError _) {
            return "what I had so far";
          }
          return "whole";
        });
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
        assertThat(task.join()).isEqualTo(new Outcome.Ok<>("what I had so far"));
      });

      assertThat(bench.events.lines()).contains("ack t USER", "end t CANCELLED");
    }
  }

  @Test
  default void a_value_of_a_task_that_never_looked_is_not_given_out() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("t"), c -> {
          try (var _ = c.mask()) {
            Bench.until(c, c::isCancelRequested);
          }
          return "unaware";
        });
        bench.await(scope.cx(), "mask t 1");
        task.cancel(CancelReason.user("stop"));
        assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.USER);
      });
    }
  }

  @Test
  default void a_task_cancelled_before_it_ran_is_cancelled_whatever_it_returns() {
    Bench.within(this, scope -> {
      TaskHandle<String, RuntimeException> task = scope.spawn(c -> {
        c.sleep(Duration.ofHours(1));
        return "value";
      });
      task.cancel(CancelReason.user("stop"));
      assertThat(Bench.reasonOf(task.join()).message()).contains("stop");
    });
  }

  @Test
  default void a_panic_in_cleanup_is_a_panic() {
    IllegalStateException broken = new IllegalStateException("broken");
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(JoinContract.COLLECTING, scope -> {
        TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("t"), c -> {
          try {
            c.sleep(Duration.ofHours(1));
            return "";
          } catch (CancelledError _) {
            throw broken;
          }
        });
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
        assertThat(task.join()).isEqualTo(new Outcome.Panicked<>(broken));
        return "";
      }));
    }
  }

  @Test
  default void a_task_that_cancels_itself_is_cancelled_without_a_request() {
    Bench.within(this, scope -> {
      TaskHandle<String, RuntimeException> task = scope.spawn(c -> {
        throw new CancelledError(CancelReason.user("nothing to do"));
      });
      assertThat(Bench.reasonOf(task.join()).message()).contains("nothing to do");
      scope.cx().checkpoint();
    });
  }

  @Test
  default void a_cancelled_task_walks_through_the_states_of_the_protocol() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> task =
            scope.launch(TaskOptions.named("t"), c -> c.sleep(Duration.ofHours(1)));
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
      });

      assertThat(bench.events.lines("task t")).containsExactly(
          "task t CREATED RUNNING",
          "task t RUNNING CANCEL_REQUESTED",
          "task t CANCEL_REQUESTED CANCELLING",
          "task t CANCELLING FINALIZING",
          "task t FINALIZING COMPLETED");
    }
  }
}
