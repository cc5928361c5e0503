package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.CleanupBudgetExceededError;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.Cleanup;
import dev.asupersync.kernel.KernelSettings.StuckPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Cleanup is bounded: in polls, in time, and with a report where nothing can be done. Rules: 2.20 to 2.24, D16. */
public interface CleanupContract extends RuntimeSource {

  private static KernelSettings cleanup(long polls, Duration time) {
    return KernelSettings.DEFAULT.withCleanup(CancelKind.USER, new Cleanup(polls, 200, time));
  }

  /** Sleeps until cancelled, then goes on with this, masked. */
  private static void whenCancelled(Cx cx, Runnable cleanup) {
    try {
      cx.sleep(Duration.ofHours(1));
    } catch (CancelledError told) {
      try (Mask _ = cx.mask()) {
        cleanup.run();
      }
      throw told;
    }
  }

  @Test
  default void the_cleanup_budget_replaces_the_others_when_the_task_is_told() {
    AtomicLong before = new AtomicLong();
    AtomicLong after = new AtomicLong();
    AtomicInteger priority = new AtomicInteger();
    try (Bench bench = Bench.of(this, cleanup(70, Duration.ofSeconds(5)))) {
      bench.within(scope -> {
        TaskOptions options = TaskOptions.named("t").withBudget(Budget.DEFAULT.withCostQuota(3));
        scope.launch(options, c -> {
          try (Mask _ = c.mask()) {
            Bench.until(c, c::isCancelRequested);
            before.set(c.budget().costQuota());
          }
          try {
            c.checkpoint();
          } catch (CancelledError told) {
            after.set(c.budget().pollQuota());
            priority.set(c.budget().priority());
          }
        });
        bench.await(scope.cx(), "mask t 1");
        scope.cancel(CancelReason.user("stop"));
      });
    }

    assertThat(before).hasValue(3);
    assertThat(after).hasValueBetween(68, 70);
    assertThat(priority).hasValue(200);
  }

  @Test
  default void cleanup_that_polls_too_often_is_stopped() {
    AtomicInteger polls = new AtomicInteger();
    try (Bench bench = Bench.of(this, cleanup(10, Duration.ofSeconds(30)))) {
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(scope -> {
        scope.launch(TaskOptions.named("t"), c -> whenCancelled(c, () -> {
          while (polls.get() < 1_000) {
            c.checkpoint();
            polls.incrementAndGet();
          }
        }));
        bench.await(scope.cx(), "blocked t SLEEP");
        scope.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).isInstanceOf(CleanupBudgetExceededError.class));
    }
    assertThat(polls).hasValueBetween(8, 10);
  }

  @Test
  default void cleanup_that_takes_too_long_is_stopped() {
    AtomicLong took = new AtomicLong();
    try (Bench bench = Bench.of(this, cleanup(1_000, Duration.ofMillis(20)))) {
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(scope -> {
        scope.launch(TaskOptions.named("t"), c -> whenCancelled(c, () -> {
          long start = c.nanoTime();
          try {
            c.sleep(Duration.ofHours(1));
          } finally {
            took.set(Duration.ofNanos(c.nanoTime() - start).toMillis());
          }
        }));
        bench.await(scope.cx(), "blocked t SLEEP");
        scope.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).isInstanceOf(CleanupBudgetExceededError.class));
    }
    assertThat(took).hasValueLessThan(Duration.ofMinutes(30).toMillis());
  }

  @Test
  default void cleanup_after_a_deadline_has_time_of_its_own() {
    AtomicInteger cleaned = new AtomicInteger();
    RegionOptions limited = RegionOptions.DEFAULT.withTimeout(Duration.ofMillis(5));
    Bench.check(this, cx -> cx.region(limited, scope -> {
      scope.launch(c -> whenCancelled(c, () -> {
        c.sleep(Duration.ofMillis(10));
        c.checkpoint();
        cleaned.incrementAndGet();
      }));
      return "";
    }));

    assertThat(cleaned).hasValue(1);
  }

  @Test
  default void a_stronger_request_during_cleanup_tightens_it_at_once() {
    AtomicLong left = new AtomicLong(-1);
    KernelSettings settings = cleanup(900, Duration.ofSeconds(30))
        .withCleanup(CancelKind.SHUTDOWN, new Cleanup(40, 255, Duration.ofSeconds(5)));
    try (Bench bench = Bench.of(this, settings)) {
      bench.runtime.run(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.launch(TaskOptions.named("t"), c -> whenCancelled(c, () -> {
          Bench.until(c, () -> bench.events.has("cancel t SHUTDOWN"));
          c.checkpoint();
          left.set(c.budget().pollQuota());
        }));
        bench.await(scope.cx(), "blocked t SLEEP");
        scope.cancel(CancelReason.user("stop"));
        try (Mask _ = scope.cx().mask()) {
          bench.await(scope.cx(), "ack t USER");
        }
        scope.cancel(CancelReason.of(CancelKind.SHUTDOWN));
        return "";
      }));
    }

    assertThat(left).hasValueBetween(0, 40);
  }

  @Test
  default void code_that_never_looks_is_reported_and_interrupted_and_the_region_waits() {
    try (Bench bench = Bench.of(this, cleanup(100, Duration.ofMillis(20)))) {
      bench.assumeRealTime();
      CountDownLatch never = new CountDownLatch(1);
      bench.runtime.run(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.launch(TaskOptions.named("deaf"), c -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            c.isCancelRequested();
          }
        });
        bench.await(scope.cx(), "start deaf");
        scope.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(bench.events.lines("stuck r")).hasSize(1);
      assertThat(bench.events.lines("stuck r").getFirst()).contains("CX-2301").contains("deaf");
      assertThat(bench.events.lines("closed r")).hasSize(1);
    }
  }

  @Test
  default void abandoned_code_does_not_keep_its_region_open() {
    CountDownLatch release = new CountDownLatch(1);
    KernelSettings settings = cleanup(100, Duration.ofMillis(20)).withOnStuck(StuckPolicy.ABANDON);
    try (Bench bench = Bench.of(this, settings)) {
      bench.assumeRealTime();
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.launch(TaskOptions.named("deaf"), c -> awaitThroughInterrupts(release));
        bench.await(scope.cx(), "start deaf");
        scope.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(outcome).isInstanceOf(Outcome.Panicked.class);
      assertThat(bench.events.lines("stuck r").getFirst()).contains("deaf");
    } finally {
      release.countDown();
    }
  }

  private static void awaitThroughInterrupts(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException _) {
        open = false;
      }
    }
  }
}
