package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.Barrier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tasks that wait for each other. Rules: 7.6.6, trap 23. */
public interface BarrierContract extends RuntimeSource {

  /** A task that arrives, and notes its name when it goes on. */
  private static TaskHandle<Boolean, RuntimeException> arriving(
      Scope<RuntimeException> scope, String name, Barrier barrier, List<String> passed) {
    return scope.spawn(TaskOptions.named(name), c -> {
      boolean leader = barrier.await(c);
      passed.add(name);
      return leader;
    });
  }

  @Test
  default void all_go_on_when_the_last_one_comes_and_that_one_leads() {
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Barrier barrier = scope.open(Barrier.of(3));
        TaskHandle<Boolean, RuntimeException> first = arriving(scope, "a", barrier, passed);
        bench.await(scope.cx(), "blocked a SIGNAL_WAIT");
        TaskHandle<Boolean, RuntimeException> second = arriving(scope, "b", barrier, passed);
        bench.await(scope.cx(), "blocked b SIGNAL_WAIT");
        assertThat(passed).isEmpty();
        assertThat(barrier.await(scope.cx())).isTrue();
        assertThat(Bench.valueOf(first.join())).isFalse();
        assertThat(Bench.valueOf(second.join())).isFalse();
      });
    }
  }

  @Test
  default void each_round_has_one_leader_and_nobody_is_a_round_ahead() {
    AtomicInteger leaders = new AtomicInteger();
    AtomicInteger arrivals = new AtomicInteger();
    Bench.within(this, scope -> {
      Barrier barrier = scope.open(Barrier.of(3));
      for (int t = 0; t < 3; t++) {
        scope.launch(c -> {
          for (int round = 1; round <= 5; round++) {
            arrivals.incrementAndGet();
            if (barrier.await(c)) {
              leaders.incrementAndGet();
            }
            assertThat(arrivals.get()).isBetween(3 * round, 3 * round + 2);
            barrier.await(c);
          }
        });
      }
    });

    assertThat(leaders).hasValue(5);
  }

  @Test
  default void one_that_is_cancelled_has_not_arrived() {
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Barrier barrier = scope.open(Barrier.of(2));
        TaskHandle<Boolean, RuntimeException> gone = arriving(scope, "gone", barrier, passed);
        bench.await(own, "blocked gone SIGNAL_WAIT");
        gone.cancel(CancelReason.user("stop"));
        Bench.reasonOf(gone.join());
        arriving(scope, "next", barrier, passed);
        bench.await(own, "blocked next SIGNAL_WAIT");
        assertThat(passed).isEmpty();
        assertThat(barrier.await(own)).isTrue();
      });
    }

    assertThat(passed).containsExactly("next");
  }

  @Test
  default void one_whose_round_is_complete_goes_on_although_it_is_cancelled_then() {
    for (int round = 0; round < 15; round++) {
      List<String> passed = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Barrier barrier = scope.open(Barrier.of(2));
          TaskHandle<Boolean, RuntimeException> task = arriving(scope, "a", barrier, passed);
          bench.await(scope.cx(), "blocked a SIGNAL_WAIT");
          assertThat(barrier.await(scope.cx())).isTrue();
          task.cancel(CancelReason.user("stop"));
          task.join();
        });
      }
      assertThat(passed).containsExactly("a");
    }
  }

  /** Whichever comes first, the round is complete for both or for neither. */
  @Test
  default void a_cancellation_that_meets_the_last_arrival_splits_no_round() {
    for (int round = 0; round < 25; round++) {
      List<String> passed = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Barrier barrier = scope.open(Barrier.of(2));
          TaskHandle<Boolean, RuntimeException> first = arriving(scope, "first", barrier, passed);
          bench.await(own, "blocked first SIGNAL_WAIT");
          TaskHandle<Boolean, RuntimeException> last = arriving(scope, "last", barrier, passed);
          scope.launch(c -> first.cancel(CancelReason.user("stop")));
          first.join();
          if (passed.contains("first")) {
            assertThat(Bench.valueOf(last.join())).isTrue();
          } else {
            bench.await(own, "blocked last SIGNAL_WAIT");
            assertThat(passed).isEmpty();
            assertThat(barrier.await(own)).isTrue();
            assertThat(Bench.valueOf(last.join())).isFalse();
          }
        });
      }
    }
  }

  @Test
  default void one_alone_never_waits_and_none_is_refused() {
    Bench.within(this, scope -> {
      Barrier barrier = scope.open(Barrier.of(1));
      assertThat(barrier.await(scope.cx())).isTrue();
      assertThat(barrier.await(scope.cx())).isTrue();
      Refusals.expect(ErrorCode.BAD_COUNT, () -> Barrier.of(0));
    });
  }

  @Test
  default void the_end_of_its_region_ends_the_wait_at_a_barrier_outside() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> outside = Bench.valueOf(scope.cx().region(inner -> {
          Barrier barrier = inner.open(Barrier.of(2));
          TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("outside"), c ->
              Refusals.expect(ErrorCode.OWNER_CLOSED, () -> barrier.await(c)));
          bench.await(inner.cx(), "blocked outside SIGNAL_WAIT");
          return task;
        }));
        Bench.valueOf(outside.join());
      });
    }
  }
}
