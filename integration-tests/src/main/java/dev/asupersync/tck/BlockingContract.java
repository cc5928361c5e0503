package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.BlockingOptions;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls of code that blocks outside the runtime. Rule: D17. */
public interface BlockingContract extends RuntimeSource {

  @Test
  default void a_blocking_call_gives_back_what_it_returned_and_threw() {
    IOException lost = new IOException("lost");
    try (Bench bench = Bench.of(this)) {
      assertThat(bench.<Integer>run(cx -> cx.blocking(() -> 42))).isEqualTo(42);
      Outcome<String, IOException> outcome = bench.runtime.run(IOException.class, cx -> cx.blocking(() -> {
        throw lost;
      }));
      assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
    }
  }

  @Test
  default void a_blocking_call_is_a_cancel_point_before_it_begins() {
    AtomicBoolean called = new AtomicBoolean();
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      Throwable thrown = Refusals.thrownBy(() -> scope.cx().blocking(() -> {
        called.set(true);
        return "";
      }));
      assertThat(thrown).isInstanceOf(CancelledError.class);
    });

    assertThat(called).isFalse();
  }

  @Test
  default void a_cancelled_call_is_interrupted_after_its_grace_and_leaves_as_cancelled() {
    CountDownLatch never = new CountDownLatch(1);
    try (Bench bench = Bench.of(this)) {
      bench.assumeRealTime();
      bench.within(scope -> {
        BlockingOptions hasty = BlockingOptions.DEFAULT.withGrace(Duration.ofMillis(10));
        TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("t"), c ->
            c.blocking(hasty, () -> {
              never.await();
              return "";
            }));
        bench.await(scope.cx(), "operation t BLOCKING");
        task.cancel(CancelReason.user("stop"));
        assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.USER);
      });
    }
  }

  @Test
  default void a_value_that_comes_within_the_grace_is_returned() {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicBoolean got = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.assumeRealTime();
      bench.within(scope -> {
        scope.launch(TaskOptions.named("t"), c -> got.set(c.blocking(() -> {
          answer.await();
          return true;
        })));
        bench.await(scope.cx(), "operation t BLOCKING");
        scope.cancel(CancelReason.user("stop"));
        answer.countDown();
      });
    }

    assertThat(got).isTrue();
  }

  @Test
  default void a_call_that_must_not_be_interrupted_is_waited_for() {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.assumeRealTime();
      bench.within(scope -> {
        BlockingOptions patient = BlockingOptions.DEFAULT.withGrace(Duration.ofMillis(1)).uninterrupted();
        scope.launch(TaskOptions.named("t"), c -> c.blocking(patient, () -> {
          try {
            answer.await();
          } catch (InterruptedException _) {
            interrupted.set(true);
          }
          return "";
        }));
        bench.await(scope.cx(), "operation t BLOCKING");
        scope.cancel(CancelReason.user("stop"));
        try (var _ = scope.cx().mask()) {
          scope.cx().sleep(Duration.ofMillis(15));
        }
        answer.countDown();
      });
    }

    assertThat(interrupted).isFalse();
  }
}
