package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.sync.Pool;
import dev.asupersync.sync.PoolLease;
import dev.asupersync.sync.PoolOptions;
import dev.asupersync.sync.PoolSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Things that are lent: no place is ever lost. Rules: 7.6.8, 7.6.9, 7.0.5, traps 2 and 23. */
public interface PoolContract extends RuntimeSource {

  /** Makes {@code c1}, {@code c2}, and so on, and writes down what is destroyed. */
  final class Factory {
    final AtomicInteger made = new AtomicInteger();
    final List<String> destroyed = Collections.synchronizedList(new ArrayList<>());

    Factory() {}

    PoolSpec<String> pool(int max) {
      return Pool.of(_ -> "c" + made.incrementAndGet(), destroyed::add)
          .with(PoolOptions.DEFAULT.withSize(1, max));
    }
  }

  private static TaskHandle<?, RuntimeException> borrowing(
      Scope<RuntimeException> scope, String name, Pool<String> pool, List<String> got) {
    return scope.launch(TaskOptions.named(name), c -> {
      try (PoolLease<String> _ = pool.acquire(c)) {
        got.add(name);
      }
    });
  }

  @Test
  default void what_comes_back_is_lent_again_and_no_more_are_made_than_may_be() {
    Factory factory = new Factory();
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Pool<String> pool = scope.open(factory.pool(2));
      PoolLease<String> first = pool.acquire(own);
      PoolLease<String> second = pool.acquire(own);
      assertThat(pool.tryAcquire(own)).isEmpty();
      assertThat(pool.size()).isEqualTo(2);
      first.release();
      second.close();
      assertThat(second.state()).isEqualTo(ObligationState.COMMITTED);
      Refusals.expect(ErrorCode.RESOLVED_TWICE, second::value);
      assertThat(pool.idle()).isEqualTo(2);
      try (PoolLease<String> again = pool.acquire(own)) {
        assertThat(again.value()).isEqualTo("c2");
      }
    });

    assertThat(factory.made).hasValue(2);
    assertThat(factory.destroyed).containsExactlyInAnyOrder("c1", "c2");
  }

  @Test
  default void borrowers_are_served_in_the_order_in_which_they_came() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Pool<String> pool = scope.open(new Factory().pool(1));
        PoolLease<String> held = pool.acquire(own);
        for (int i = 0; i < 4; i++) {
          borrowing(scope, "t" + i, pool, got);
          bench.await(own, "blocked t" + i + " ENTER");
        }
        assertThat(bench.waitOf("t0").heldUpBy()).containsExactly(own.taskId());
        held.release();
      });
    }

    assertThat(got).containsExactly("t0", "t1", "t2", "t3");
  }

  @Test
  default void what_comes_back_belongs_to_the_head_of_the_line_and_nobody_barges_in() {
    AtomicBoolean enough = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Pool<String> pool = scope.open(new Factory().pool(1));
        PoolLease<String> held = pool.acquire(own);
        scope.launch(TaskOptions.named("next"), c -> {
          try (PoolLease<String> _ = pool.acquire(c)) {
            Bench.until(c, enough::get);
          }
        });
        bench.await(own, "blocked next ENTER");
        held.release();
        assertThat(pool.tryAcquire(own)).isEmpty();
        assertThat(pool.tryAcquire(own, Duration.ofMillis(1))).isEmpty();
        enough.set(true);
        pool.acquire(own).release();
      });
    }
  }

  @Test
  default void a_thing_that_was_handed_to_a_cancelled_borrower_is_not_lost() {
    for (int round = 0; round < 25; round++) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Pool<String> pool = scope.open(new Factory().pool(1));
          PoolLease<String> held = pool.acquire(own);
          TaskHandle<?, RuntimeException> first = borrowing(scope, "first", pool, got);
          bench.await(own, "blocked first ENTER");
          TaskHandle<?, RuntimeException> second = borrowing(scope, "second", pool, got);
          bench.await(own, "blocked second ENTER");
          scope.launch(c -> first.cancel(CancelReason.user("stop")));
          held.release();
          first.join();
          Bench.valueOf(second.join());
          assertThat(pool.idle()).isEqualTo(1);
        });
      }
      assertThat(got).endsWith("second");
    }
  }

  @Test
  default void whoever_waits_too_long_is_told_and_leaves_the_line() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Pool<String> pool = scope.open(new Factory().pool(1)
          .with(PoolOptions.DEFAULT.withSize(0, 1).withAcquireTimeout(Duration.ofMillis(2))));
      PoolLease<String> held = pool.acquire(own);
      Bench.join(scope.launch(c -> Refusals.expect(ErrorCode.POOL_TIMEOUT, () -> pool.acquire(c))));
      held.release();
      assertThat(pool.tryAcquire(own)).hasValueSatisfying(PoolLease::release);
    });
  }

  @Test
  default void creating_that_fails_or_is_cancelled_gives_its_place_back() {
    AtomicInteger tries = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Pool<String> pool = scope.open(Pool.<String>of(
            c -> switch (tries.incrementAndGet()) {
              case 1 -> throw new IOException("refused");
              case 2 -> {
                c.sleep(Duration.ofHours(1));
                yield "never";
              }
              default -> "made";
            },
            _ -> { }).with(PoolOptions.DEFAULT.withSize(0, 1)));
        Refusals.expect(ErrorCode.POOL_CREATE_FAILED, () -> pool.acquire(own));
        assertThat(pool.size()).isZero();
        TaskHandle<?, RuntimeException> slow = borrowing(scope, "slow", pool, new ArrayList<>());
        bench.await(own, "blocked slow SLEEP");
        TaskHandle<String, RuntimeException> next =
            scope.spawn(TaskOptions.named("next"), c -> {
              try (PoolLease<String> lease = pool.acquire(c)) {
                return lease.value();
              }
            });
        bench.await(own, "blocked next ENTER");
        slow.cancel(CancelReason.user("stop"));
        Bench.reasonOf(slow.join());
        assertThat(Bench.valueOf(next.join())).isEqualTo("made");
        assertThat(pool.size()).isEqualTo(1);
      });
    }
  }

  @Test
  default void a_discarded_thing_has_gone_before_it_is_destroyed_and_its_place_is_never_lost() {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    List<Pool<String>> pools = new ArrayList<>();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        AtomicBoolean broken = new AtomicBoolean(true);
        Pool<String> pool = scope.open(Pool.<String>of(_ -> "thing", _ -> {
          sizes.add(pools.getFirst().size());
          if (broken.get()) {
            throw new IllegalStateException("cannot be closed");
          }
        }).with(PoolOptions.DEFAULT.withSize(0, 1)));
        pools.add(pool);
        PoolLease<String> lease = pool.acquire(own);
        assertThat(Refusals.thrownBy(lease::discard)).hasMessage("cannot be closed");
        assertThat(lease.state()).isEqualTo(ObligationState.ABORTED);
        assertThat(pool.size()).isZero();
        broken.set(false);
        PoolLease<String> fresh = pool.acquire(own);
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        TaskHandle<?, RuntimeException> waiting = borrowing(scope, "waiting", pool, got);
        bench.await(own, "blocked waiting ENTER");
        fresh.discard();
        Bench.valueOf(waiting.join());
        assertThat(got).containsExactly("waiting");
      });
    }

    assertThat(sizes.getFirst()).isZero();
  }

  @Test
  default void a_thing_whose_holder_panics_is_destroyed_and_one_whose_holder_is_cancelled_is_kept() {
    Factory factory = new Factory();
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(JoinContract.COLLECTING, scope -> {
        Pool<String> pool = scope.open(factory.pool(2));
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c -> {
          pool.acquire(c);
          c.sleep(Duration.ofHours(1));
        });
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
        task.join();
        assertThat(pool.idle()).isEqualTo(1);
        bench.events.mark("kept");
        scope.launch(c -> {
          pool.acquire(c);
          throw new IllegalStateException("broken");
        }).join();
        assertThat(pool.size()).isZero();
        assertThat(factory.destroyed).containsExactly("c1");
        bench.events.mark("destroyed");
        return "";
      }));

      assertThat(bench.events.lines()).containsSubsequence("kept", "destroyed");
    }
  }

  @Test
  default void a_close_refuses_whoever_waits_or_comes_later_and_destroys_everything_once() {
    Factory factory = new Factory();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Pool<String> pool = scope.open(factory.pool(2));
        PoolLease<String> lent = pool.acquire(own);
        pool.acquire(own).release();
        PoolLease<String> other = pool.acquire(own);
        TaskHandle<?, RuntimeException> waiting = scope.launch(TaskOptions.named("waiting"), c ->
            Refusals.expect(ErrorCode.POOL_CLOSED, () -> pool.acquire(c)));
        bench.await(own, "blocked waiting ENTER");
        pool.close();
        Bench.valueOf(waiting.join());
        assertThat(factory.destroyed).isEmpty();
        lent.release();
        assertThat(factory.destroyed).containsExactly("c1");
        Refusals.expect(ErrorCode.POOL_CLOSED, () -> pool.acquire(own));
        Refusals.expect(ErrorCode.POOL_CLOSED, () -> pool.tryAcquire(own));
        other.discard();
        pool.close();
      });
    }

    assertThat(factory.destroyed).containsExactly("c1", "c2");
  }

  @Test
  default void what_is_idle_when_the_pool_is_closed_is_destroyed_then_and_not_again() {
    Factory factory = new Factory();
    Bench.within(this, scope -> {
      Pool<String> pool = scope.open(factory.pool(2));
      pool.acquire(scope.cx()).release();
      pool.close();
      assertThat(factory.destroyed).containsExactly("c1");
      pool.close();
    });

    assertThat(factory.destroyed).containsExactly("c1");
  }

  @Test
  default void the_end_of_its_region_destroys_what_is_idle_after_the_tasks_have_ended() {
    Factory factory = new Factory();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Bench.valueOf(scope.cx().region(inner -> {
          Pool<String> pool = inner.open(factory.pool(3));
          inner.launch(TaskOptions.named("last"), c -> {
            try (PoolLease<String> lease = pool.acquire(c)) {
              c.sleep(Duration.ofMillis(2));
              assertThat(factory.destroyed).isEmpty();
              assertThat(lease.value()).isNotEmpty();
            }
          });
          pool.acquire(inner.cx()).release();
          return "";
        }));
        assertThat(factory.destroyed).hasSize(factory.made.get()).doesNotHaveDuplicates();
      });
    }

    assertThat(factory.destroyed).isNotEmpty();
  }

  @Test
  default void what_is_idle_for_too_long_or_too_old_is_destroyed_when_somebody_looks() {
    Factory factory = new Factory();
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      PoolOptions brief = PoolOptions.DEFAULT.withSize(1, 3).withIdleTimeout(Duration.ofMillis(3));
      Pool<String> idle = scope.open(factory.pool(3).with(brief));
      List<PoolLease<String>> leases = List.of(idle.acquire(own), idle.acquire(own), idle.acquire(own));
      leases.forEach(PoolLease::release);
      own.sleep(Duration.ofMillis(4));
      idle.acquire(own).release();
      assertThat(factory.destroyed).containsExactly("c1", "c2");
      Pool<String> old = scope.open(factory.pool(3).with(
          PoolOptions.DEFAULT.withSize(1, 3).withMaxLifetime(Duration.ofMillis(3))));
      PoolLease<String> aged = old.acquire(own);
      own.sleep(Duration.ofMillis(4));
      aged.release();
      assertThat(old.size()).isZero();
      assertThat(factory.destroyed).containsExactly("c1", "c2", "c4");
    });
  }

  @Test
  default void what_fails_its_check_is_replaced() {
    Factory factory = new Factory();
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Pool<String> pool = scope.open(factory.pool(2).checkOnAcquire(thing -> {
        if (thing.equals("c2")) {
          throw new IllegalStateException("no answer");
        }
        return !thing.equals("c1");
      }));
      pool.acquire(own).release();
      pool.acquire(own).release();
      try (PoolLease<String> lease = pool.acquire(own)) {
        assertThat(lease.value()).isEqualTo("c3");
      }
      assertThat(pool.size()).isEqualTo(1);
      assertThat(factory.destroyed).containsExactly("c1", "c2");
    });
  }

  @Test
  default void things_can_be_made_ahead_as_far_as_that_goes() {
    AtomicInteger made = new AtomicInteger();
    Bench.within(this, scope -> {
      Pool<String> pool = scope.open(Pool.<String>of(
          _ -> {
            if (made.incrementAndGet() > 2) {
              throw new IOException("refused");
            }
            return "thing";
          },
          _ -> { }).with(PoolOptions.DEFAULT.withWarmUp(2, Duration.ofSeconds(30))));
      assertThat(pool.warmUp(scope.cx())).isEqualTo(2);
      assertThat(pool.warmUp(scope.cx())).isZero();
      assertThat(pool.idle()).isEqualTo(2);
      PoolLease<String> one = pool.acquire(scope.cx());
      one.discard();
      assertThat(pool.warmUp(scope.cx())).isZero();
      assertThat(pool.size()).isEqualTo(1);
      Refusals.expect(ErrorCode.BAD_COUNT, () -> PoolOptions.DEFAULT.withSize(3, 2));
      Refusals.expect(ErrorCode.BAD_COUNT, () -> PoolOptions.DEFAULT.withSize(0, 0));
    });
  }
}
