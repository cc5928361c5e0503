package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.KernelSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a runtime does around programs: run, shutdown, close. */
public interface RuntimeContract extends RuntimeSource {

  @Test
  default void programs_follow_each_other() {
    try (Bench bench = Bench.of(this)) {
      for (int i = 0; i < 5; i++) {
        int number = i;
        Integer value = bench.run(cx -> number);
        assertThat(value).isEqualTo(number);
      }
    }
  }

  @Test
  default void a_shutdown_cancels_every_task_and_drains() {
    List<String> cleaned = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      Outcome<String, RuntimeException> outcome = bench.runtime.run(cx -> {
        cx.region(scope -> {
          scope.defer(c -> cleaned.add("finalizer"));
          scope.launch(c -> {
            try {
              c.sleep(Duration.ofHours(1));
            } finally {
              cleaned.add("task");
            }
          });
          bench.runtime.shutdown("maintenance");
          scope.cx().sleep(Duration.ofHours(1));
          return "";
        });
        cx.checkpoint();
        return "";
      });

      CancelReason why = outcome.cancelReason().orElseThrow();
      assertThat(why.kind()).isEqualTo(CancelKind.SHUTDOWN);
      assertThat(why.message()).contains("maintenance");
    }
    assertThat(cleaned).containsExactly("task", "finalizer");
  }

  @Test
  default void a_runtime_that_is_closed_runs_nothing() {
    Bench bench = Bench.of(this);
    bench.check(cx -> {});
    bench.close();

    Refusals.expect(ErrorCode.RUNTIME_CLOSED, () -> bench.runtime.run(cx -> ""));
    assertThat(bench.events.lines()).endsWith("runtime closed");
  }

  @Test
  default void a_second_close_of_the_runtime_does_nothing() {
    Bench bench = Bench.of(this);
    bench.close();
    bench.close();

    assertThat(bench.events.lines("runtime closed")).hasSize(1);
  }

  @Test
  default void an_interrupt_of_the_calling_thread_cancels_the_program_and_is_kept() {
    boolean kept;
    Outcome<String, RuntimeException> outcome;
    try (Bench bench = Bench.of(this)) {
      Thread.currentThread().interrupt();
      outcome = bench.runtime.run(cx -> {
        while (true) { // where time is virtual, no sleep is long enough
          cx.sleep(Duration.ofMillis(1));
        }
      });
      kept = Thread.interrupted();
    }

    assertThat(kept).isTrue();
    assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.USER);
  }

  @Test
  default void every_run_gets_the_root_budget() {
    Budget limits = Budget.DEFAULT.withCostQuota(17).withPriority(99);
    KernelSettings base = KernelSettings.DEFAULT;
    KernelSettings settings = new KernelSettings(
        limits, Duration.ZERO, base.cleanup(), base.finalizerPolls(), base.finalizerTime(), base.onLeak(),
        base.onStuck(), base.limits(), base.recordSites(), base.logs());
    try (Bench bench = Bench.of(this, settings)) {
      Budget seen = bench.run(cx -> cx.budget());

      assertThat(seen.costQuota()).isEqualTo(17);
      assertThat(seen.priority()).isEqualTo(99);
    }
  }

  @Test
  default void every_run_has_at_most_the_root_timeout() {
    KernelSettings base = KernelSettings.DEFAULT;
    KernelSettings settings = new KernelSettings(
        base.rootBudget(), Duration.ofMillis(10), base.cleanup(), base.finalizerPolls(), base.finalizerTime(),
        base.onLeak(), base.onStuck(), base.limits(), base.recordSites(), base.logs());
    try (Bench bench = Bench.of(this, settings)) {
      Outcome<String, RuntimeException> outcome = bench.runtime.run(cx -> {
        cx.sleep(Duration.ofHours(1));
        return "";
      });

      assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.TIMEOUT);
    }
  }

  @Test
  default void the_clock_of_a_program_goes_with_its_sleeps() {
    Bench.check(this, cx -> {
      long nanos = cx.nanoTime();
      var instant = cx.now();
      cx.sleep(Duration.ofMillis(5));
      assertThat(cx.nanoTime() - nanos).isGreaterThanOrEqualTo(5_000_000);
      assertThat(Duration.between(instant, cx.now())).isGreaterThanOrEqualTo(Duration.ofMillis(5));
      cx.sleepUntil(instant);
      var until = cx.now().plus(Duration.ofMillis(5));
      cx.sleepUntil(until);
      assertThat(cx.now()).isAfterOrEqualTo(until);
    });
  }

  @Test
  default void tasks_have_random_streams_of_their_own() {
    Bench.within(this, scope -> {
      long one = Bench.valueOf(scope.spawn(c -> c.randomLong()).join());
      long two = Bench.valueOf(scope.spawn(c -> c.randomLong()).join());
      assertThat(one).isNotEqualTo(two);
      assertThat(scope.cx().random().nextLong()).isNotEqualTo(scope.cx().random().nextLong());
    });
  }
}
