package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who gets permits, and when. Rules: 7.6.4, 7.0.5, trap 2. */
public interface SemaphoreContract extends RuntimeSource {

  /** A task that acquires so many, notes its name, and gives them back. */
  static TaskHandle<?, RuntimeException> acquiring(
      Scope<RuntimeException> scope, String name, Semaphore semaphore, int permits, List<String> got) {
    return scope.launch(TaskOptions.named(name), c -> {
      try (SemaphorePermit _ = semaphore.acquire(c, permits)) {
        got.add(name);
      }
    });
  }

  @Test
  default void permits_go_to_those_who_wait_in_the_order_in_which_they_came() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Semaphore semaphore = scope.open(Semaphore.of(1));
        try (SemaphorePermit _ = semaphore.acquire(scope.cx())) {
          for (int i = 0; i < 5; i++) {
            acquiring(scope, "s" + i, semaphore, 1, got);
            bench.await(scope.cx(), "blocked s" + i + " ENTER");
          }
          assertThat(got).isEmpty();
        }
      });
    }

    assertThat(got).containsExactly("s0", "s1", "s2", "s3", "s4");
  }

  @Test
  default void a_large_request_at_the_head_gets_all_or_nothing_and_nobody_barges_in() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(3));
        SemaphorePermit held = semaphore.acquire(own);
        acquiring(scope, "large", semaphore, 3, got);
        bench.await(own, "blocked large ENTER");
        acquiring(scope, "small", semaphore, 1, got);
        bench.await(own, "blocked small ENTER");
        assertThat(semaphore.available()).isEqualTo(2);
        assertThat(semaphore.tryAcquire(own)).isEmpty();
        assertThat(got).isEmpty();
        held.release();
      });
    }

    assertThat(got).containsExactly("large", "small");
  }

  @Test
  default void a_cancelled_head_lets_those_behind_it_be_served() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(3));
        SemaphorePermit held = semaphore.acquire(own);
        TaskHandle<?, RuntimeException> large = acquiring(scope, "large", semaphore, 3, got);
        bench.await(own, "blocked large ENTER");
        TaskHandle<?, RuntimeException> small = acquiring(scope, "small", semaphore, 2, got);
        bench.await(own, "blocked small ENTER");
        large.cancel(CancelReason.user("stop"));
        Bench.reasonOf(large.join());
        Bench.valueOf(small.join());
        held.release();
        assertThat(semaphore.available()).isEqualTo(3);
      });
    }

    assertThat(got).containsExactly("small");
  }

  @Test
  default void a_permit_that_was_handed_to_a_cancelled_waiter_is_not_lost() {
    for (int round = 0; round < 25; round++) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Semaphore semaphore = scope.open(Semaphore.of(1));
          SemaphorePermit held = semaphore.acquire(own);
          TaskHandle<?, RuntimeException> first = acquiring(scope, "first", semaphore, 1, got);
          bench.await(own, "blocked first ENTER");
          TaskHandle<?, RuntimeException> second = acquiring(scope, "second", semaphore, 1, got);
          bench.await(own, "blocked second ENTER");
          held.release();
          first.cancel(CancelReason.user("stop"));
          first.join();
          Bench.valueOf(second.join());
          assertThat(semaphore.available()).isEqualTo(1);
        });
      }
      assertThat(got).endsWith("second");
    }
  }

  @Test
  default void a_waiter_whose_time_is_over_leaves_the_line() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(2));
        SemaphorePermit held = semaphore.acquire(own);
        TaskHandle<?, RuntimeException> hasty = scope.launch(TaskOptions.named("hasty"), c ->
            assertThat(semaphore.tryAcquire(c, 2, Duration.ofMillis(5))).isEmpty());
        hasty.join();
        assertThat(semaphore.tryAcquire(own)).hasValueSatisfying(SemaphorePermit::release);
        assertThat(semaphore.tryAcquire(own, 2, Duration.ZERO)).isEmpty();
        held.release();
        assertThat(semaphore.tryAcquire(own, 2, Duration.ofMillis(5)))
            .hasValueSatisfying(SemaphorePermit::release);
        assertThat(semaphore.available()).isEqualTo(2);
      });
    }
  }

  @Test
  default void no_permits_at_all_are_had_at_once() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Semaphore semaphore = scope.open(Semaphore.of(0));
        TaskHandle<?, RuntimeException> task = acquiring(scope, "waiting", semaphore, 1, new ArrayList<>());
        bench.await(scope.cx(), "blocked waiting ENTER");
        semaphore.acquire(scope.cx(), 0).release();
        assertThat(semaphore.available()).isZero();
        task.cancel(CancelReason.user("stop"));
      });
    }
  }

  @Test
  default void a_request_for_more_than_there_are_waits_until_some_are_added() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Semaphore semaphore = scope.open(Semaphore.of(1));
        acquiring(scope, "large", semaphore, 4, got);
        bench.await(scope.cx(), "blocked large ENTER");
        semaphore.addPermits(2);
        scope.cx().checkpoint();
        assertThat(got).isEmpty();
        semaphore.addPermits(1);
      });
    }

    assertThat(got).containsExactly("large");
  }

  @Test
  default void added_permits_saturate_and_odd_numbers_are_refused() {
    Bench.within(this, scope -> {
      Semaphore semaphore = scope.open(Semaphore.of(5));
      semaphore.addPermits(Integer.MAX_VALUE);
      assertThat(semaphore.available()).isEqualTo(Integer.MAX_VALUE);
      Refusals.expect(ErrorCode.BAD_COUNT, () -> semaphore.addPermits(-1));
      Refusals.expect(ErrorCode.BAD_COUNT, () -> semaphore.acquire(scope.cx(), -1));
      Refusals.expect(ErrorCode.BAD_COUNT, () -> Semaphore.of(-1));
    });
  }

  @Test
  default void a_close_refuses_whoever_waits_or_comes_later() {
    AtomicInteger refused = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(2));
        SemaphorePermit held = semaphore.acquire(own);
        for (int i = 0; i < 2; i++) {
          scope.launch(TaskOptions.named("w" + i), c -> {
            Refusals.expect(ErrorCode.SEMAPHORE_CLOSED, () -> semaphore.acquire(c, 2));
            refused.incrementAndGet();
          });
          bench.await(own, "blocked w" + i + " ENTER");
        }
        semaphore.close();
        Refusals.expect(ErrorCode.SEMAPHORE_CLOSED, () -> semaphore.acquire(own));
        Refusals.expect(ErrorCode.SEMAPHORE_CLOSED, () -> semaphore.tryAcquire(own));
        assertThat(semaphore.available()).isZero();
        held.release();
        semaphore.addPermits(7);
        assertThat(semaphore.available()).isZero();
      });
    }

    assertThat(refused).hasValue(2);
  }

  @Test
  default void the_end_of_its_region_refuses_those_who_wait_for_permits_outside() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> outside = Bench.valueOf(scope.cx().region(inner -> {
          Semaphore semaphore = inner.open(Semaphore.of(0));
          TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("outside"), c ->
              Refusals.expect(ErrorCode.SEMAPHORE_CLOSED, () -> semaphore.acquire(c)));
          bench.await(inner.cx(), "blocked outside ENTER");
          return task;
        }));
        Bench.valueOf(outside.join());
      });
    }
  }

  @Test
  default void a_permit_given_back_is_committed_and_one_forgotten_is_gone() {
    Bench.within(this, scope -> {
      Semaphore semaphore = scope.open(Semaphore.of(3));
      SemaphorePermit back = semaphore.acquire(scope.cx(), 2);
      assertThat(back.kind()).isEqualTo(ObligationKind.SEMAPHORE_PERMIT);
      assertThat(back.count()).isEqualTo(2);
      assertThat(semaphore.available()).isEqualTo(1);
      back.close();
      back.close();
      assertThat(back.state()).isEqualTo(ObligationState.COMMITTED);
      assertThat(semaphore.available()).isEqualTo(3);
      Refusals.expect(ErrorCode.RESOLVED_TWICE, back::release);
      SemaphorePermit gone = semaphore.acquire(scope.cx());
      gone.forget();
      gone.close();
      assertThat(gone.state()).isEqualTo(ObligationState.ABORTED);
      assertThat(semaphore.available()).isEqualTo(2);
    });
  }

  @Test
  default void whoever_ends_gives_back_what_it_holds() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(2));
        TaskHandle<?, RuntimeException> cancelled = scope.launch(TaskOptions.named("cancelled"), c -> {
          semaphore.acquire(c);
          c.sleep(Duration.ofHours(1));
        });
        bench.await(own, "blocked cancelled SLEEP");
        scope.launch(TaskOptions.named("leaking"), semaphore::acquire).join();
        assertThat(semaphore.available()).isEqualTo(1);
        cancelled.cancel(CancelReason.user("stop"));
        cancelled.join();
        assertThat(semaphore.available()).isEqualTo(2);
      });

      assertThat(bench.events.lines("resolved cancelled")).containsExactly("resolved cancelled ABORTED");
      assertThat(bench.events.lines("resolved leaking")).containsExactly("resolved leaking LEAKED");
    }
  }

  @Test
  default void a_dump_says_who_holds_the_permits_also_after_a_transfer() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Semaphore semaphore = scope.open(Semaphore.of(1).named("slots"));
        TaskHandle<?, RuntimeException> heir = scope.launch(TaskOptions.named("heir"), c -> {
          try {
            c.sleep(Duration.ofHours(1));
          } finally {
            bench.events.mark("heir ends");
          }
        });
        SemaphorePermit held = semaphore.acquire(own);
        acquiring(scope, "waiting", semaphore, 1, new ArrayList<>());
        bench.await(own, "blocked waiting ENTER");
        assertThat(bench.waitOf("waiting").heldUpBy()).containsExactly(own.taskId());
        held.transfer(heir);
        assertThat(bench.waitOf("waiting").heldUpBy()).containsExactly(heir.id());
        assertThat(bench.waitOf("waiting").what()).isEqualTo("1 permit of semaphore \"slots\"");
        heir.cancel(CancelReason.user("stop"));
      });
    }
  }

  @Test
  default void never_more_are_held_than_there_are() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Bench.within(this, scope -> {
      Semaphore semaphore = scope.open(Semaphore.of(3));
      for (int t = 0; t < 6; t++) {
        scope.launch(c -> {
          for (int i = 0; i < 20; i++) {
            try (SemaphorePermit _ = semaphore.acquire(c)) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              c.checkpoint();
              inside.decrementAndGet();
            }
          }
        });
      }
    });

    assertThat(most.get()).isBetween(1, 3);
  }
}
