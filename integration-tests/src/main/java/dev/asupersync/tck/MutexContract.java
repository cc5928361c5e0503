package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who holds a mutex, and who is next. Rules: 7.6.1, 7.6.2, 7.6.9, 7.0.2, 7.0.5, traps 2 and 23. */
public interface MutexContract extends RuntimeSource {

  /** A task that locks, notes its name, and unlocks. */
  static TaskHandle<?, RuntimeException> locking(
      Scope<RuntimeException> scope, String name, Mutex mutex, List<String> got) {
    return scope.launch(TaskOptions.named(name), c -> {
      try (Guard _ = mutex.lock(c)) {
        got.add(name);
      }
    });
  }

  private static boolean isHeld(Mutex mutex, Cx cx) {
    Optional<Guard> taken = mutex.tryLock(cx);
    taken.ifPresent(Guard::release);
    return taken.isEmpty();
  }

  @Test
  default void the_lock_goes_to_those_who_wait_in_the_order_in_which_they_came() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Mutex mutex = scope.open(Mutex.create());
        try (Guard _ = mutex.lock(scope.cx())) {
          for (int i = 0; i < 5; i++) {
            locking(scope, "t" + i, mutex, got);
            bench.await(scope.cx(), "blocked t" + i + " ACQUIRE");
          }
          assertThat(got).isEmpty();
        }
      });
    }

    assertThat(got).containsExactly("t0", "t1", "t2", "t3", "t4");
  }

  @Test
  default void a_released_lock_belongs_to_the_head_of_the_line_and_nobody_barges_in() {
    AtomicBoolean enough = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Mutex mutex = scope.open(Mutex.create());
        Guard held = mutex.lock(own);
        assertThat(mutex.tryLock(own)).isEmpty();
        TaskHandle<?, RuntimeException> next = scope.launch(TaskOptions.named("next"), c -> {
          try (Guard _ = mutex.lock(c)) {
            Bench.until(c, enough::get);
          }
        });
        bench.await(own, "blocked next ACQUIRE");
        held.release();
        assertThat(mutex.tryLock(own)).isEmpty();
        enough.set(true);
        Bench.valueOf(next.join());
        assertThat(mutex.tryLock(own)).hasValueSatisfying(Guard::release);
      });
    }
  }

  @Test
  default void only_one_task_is_inside_at_a_time() {
    int[] counter = new int[1];
    Bench.within(this, scope -> {
      Mutex mutex = scope.open(Mutex.create());
      List<TaskHandle<?, RuntimeException>> tasks = new ArrayList<>();
      for (int t = 0; t < 5; t++) {
        tasks.add(scope.launch(c -> {
          for (int i = 0; i < 20; i++) {
            mutex.with(c, () -> {
              int seen = counter[0];
              c.checkpoint();
              counter[0] = seen + 1;
            });
          }
        }));
      }
      tasks.forEach(TaskHandle::join);
    });

    assertThat(counter[0]).isEqualTo(100);
  }

  @Test
  default void a_cancelled_waiter_is_passed_over() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Mutex mutex = scope.open(Mutex.create());
        Guard held = mutex.lock(own);
        TaskHandle<?, RuntimeException> first = locking(scope, "first", mutex, got);
        bench.await(own, "blocked first ACQUIRE");
        locking(scope, "second", mutex, got);
        bench.await(own, "blocked second ACQUIRE");
        first.cancel(CancelReason.user("stop"));
        Bench.reasonOf(first.join());
        held.release();
      });
    }

    assertThat(got).containsExactly("second");
  }

  @Test
  default void a_lock_that_was_handed_to_a_cancelled_waiter_goes_on_to_the_next() {
    for (int round = 0; round < 25; round++) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Mutex mutex = scope.open(Mutex.create());
          Guard held = mutex.lock(own);
          TaskHandle<?, RuntimeException> first = locking(scope, "first", mutex, got);
          bench.await(own, "blocked first ACQUIRE");
          TaskHandle<?, RuntimeException> second = locking(scope, "second", mutex, got);
          bench.await(own, "blocked second ACQUIRE");
          scope.launch(c -> first.cancel(CancelReason.user("stop")));
          held.release();
          first.join();
          Bench.valueOf(second.join());
          assertThat(mutex.tryLock(own)).hasValueSatisfying(Guard::release);
        });
      }
      assertThat(got).endsWith("second");
    }
  }

  @Test
  default void a_cancelled_task_does_not_even_take_a_lock_that_is_free() {
    Bench.within(this, scope -> {
      Mutex mutex = scope.open(Mutex.create());
      TaskHandle<?, RuntimeException> late = scope.launch(c -> {
        try (Mask _ = c.mask()) {
          Bench.until(c, c::isCancelRequested);
        }
        assertThat(Refusals.thrownBy(() -> mutex.lock(c))).isInstanceOf(CancelledError.class);
        assertThat(Refusals.thrownBy(() -> mutex.tryLock(c))).isInstanceOf(CancelledError.class);
        try (Mask _ = c.mask()) {
          mutex.lock(c).release();
        }
      });
      late.cancel(CancelReason.user("stop"));
      late.join();
      assertThat(mutex.tryLock(scope.cx())).hasValueSatisfying(Guard::release);
    });
  }

  @Test
  default void a_masked_task_waits_for_a_lock_through_the_cancellation() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Mutex mutex = scope.open(Mutex.create());
        Guard held = mutex.lock(scope.cx());
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c -> {
          try (Mask _ = c.mask(); Guard _ = mutex.lock(c)) {
            got.add("inside");
          }
        });
        bench.await(scope.cx(), "blocked t ACQUIRE");
        task.cancel(CancelReason.user("stop"));
        assertThat(task.tryJoin()).isEmpty();
        held.release();
        task.join();
      });
    }

    assertThat(got).containsExactly("inside");
  }

  @Test
  default void a_task_whose_time_is_over_does_not_get_the_lock() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Mutex mutex = scope.open(Mutex.create());
        Guard held = mutex.lock(own);
        TaskHandle<?, RuntimeException> hasty = scope.launch(TaskOptions.named("hasty"), c -> {
          assertThat(mutex.tryLock(c, Duration.ZERO)).isEmpty();
          assertThat(mutex.tryLock(c, Duration.ofMillis(5))).isEmpty();
        });
        Bench.valueOf(hasty.join());
        held.release();
        assertThat(mutex.tryLock(own)).hasValueSatisfying(Guard::release);
        assertThat(mutex.tryLock(own, Duration.ofMillis(5))).hasValueSatisfying(Guard::release);
      });
    }
  }

  @Test
  default void a_task_that_locks_what_it_holds_is_told_instead_of_waiting_for_itself() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Mutex mutex = scope.open(Mutex.create());
      try (Guard _ = mutex.lock(own)) {
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> mutex.lock(own));
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> mutex.tryLock(own, Duration.ofSeconds(1)));
        assertThat(mutex.tryLock(own)).isEmpty();
        Bench.valueOf(own.region(inner -> {
          Refusals.expect(ErrorCode.LOCK_REENTRY, () -> mutex.lock(inner.cx()));
          return "";
        }));
      }
      mutex.lock(own).release();
    });
  }

  @Test
  default void a_guard_is_an_obligation_that_only_its_task_resolves_and_once() {
    Bench.within(this, scope -> {
      Mutex mutex = scope.open(Mutex.create());
      Guard guard = mutex.lock(scope.cx());
      assertThat(guard.kind()).isEqualTo(ObligationKind.LEASE);
      assertThat(guard.state()).isEqualTo(ObligationState.RESERVED);
      Bench.join(scope.launch(c -> Refusals.expect(ErrorCode.NOT_THE_HOLDER, guard::release)));
      guard.close();
      guard.close();
      assertThat(guard.state()).isEqualTo(ObligationState.COMMITTED);
      Refusals.expect(ErrorCode.RESOLVED_TWICE, guard::release);
      assertThat(mutex.tryLock(scope.cx())).hasValueSatisfying(Guard::abort);
      assertThat(mutex.tryLock(scope.cx())).hasValueSatisfying(Guard::release);
    });
  }

  @Test
  default void a_cancelled_holder_releases_quietly() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Mutex mutex = scope.open(Mutex.create());
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c -> {
          mutex.lock(c);
          c.sleep(Duration.ofHours(1));
        });
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
        mutex.lock(scope.cx()).release();
        assertThat(mutex.isPoisoned()).isFalse();
      });

      assertThat(bench.events.lines("resolved t")).containsExactly("resolved t ABORTED");
    }
  }

  @Test
  default void a_dump_says_who_holds_it_also_after_a_transfer() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Mutex mutex = scope.open(Mutex.create().named("accounts"));
        TaskHandle<?, RuntimeException> heir =
            scope.launch(TaskOptions.named("heir"), c -> c.sleep(Duration.ofHours(1)));
        Guard held = mutex.lock(own);
        TaskHandle<?, RuntimeException> waiting = locking(scope, "waiting", mutex, new ArrayList<>());
        bench.await(own, "blocked waiting ACQUIRE");
        assertThat(bench.waitOf("waiting").heldUpBy()).containsExactly(own.taskId());
        held.transfer(heir);
        assertThat(bench.waitOf("waiting").what()).isEqualTo("mutex \"accounts\"");
        assertThat(bench.waitOf("waiting").heldUpBy()).containsExactly(heir.id());
        Refusals.expect(ErrorCode.NOT_THE_HOLDER, held::release);
        held.close();
        heir.cancel(CancelReason.user("stop"));
        Bench.valueOf(waiting.join());
      });
    }
  }

  @Test
  default void the_end_of_its_region_ends_the_wait_for_a_lock_outside() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> outside = Bench.valueOf(scope.cx().region(inner -> {
          Mutex mutex = inner.open(Mutex.create());
          scope.launch(c -> {
            Guard guard = mutex.lock(c);
            bench.await(c, "resumed outside ACQUIRE");
            guard.release();
          });
          Bench.until(inner.cx(), () -> isHeld(mutex, inner.cx()));
          TaskHandle<?, RuntimeException> last = scope.launch(TaskOptions.named("outside"), c ->
              Refusals.expect(ErrorCode.OWNER_CLOSED, () -> mutex.lock(c)));
          bench.await(inner.cx(), "blocked outside ACQUIRE");
          return last;
        }));
        Bench.valueOf(outside.join());
      });
    }
  }
}
