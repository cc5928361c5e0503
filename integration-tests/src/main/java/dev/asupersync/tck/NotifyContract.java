package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.Notify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No notification is lost, and none is made up. Rules: 7.6.5, 7.0.5, trap 23. */
public interface NotifyContract extends RuntimeSource {

  /** A task that waits once and notes its name. */
  static TaskHandle<?, RuntimeException> awaiting(
      Scope<RuntimeException> scope, String name, Notify notify, List<String> got) {
    return scope.launch(TaskOptions.named(name), c -> {
      notify.await(c);
      got.add(name);
    });
  }

  @Test
  default void tokens_add_up_while_nobody_waits_and_each_ends_one_wait() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Notify notify = scope.open(Notify.create());
      notify.notifyOne(own);
      notify.notifyOne();
      notify.await(own);
      assertThat(notify.await(own, Duration.ofMillis(1))).isTrue();
      assertThat(notify.await(own, Duration.ofMillis(1))).isFalse();
      assertThat(notify.await(own, Duration.ZERO)).isFalse();
    });
  }

  @Test
  default void the_one_that_has_waited_longest_is_notified_first() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Notify notify = scope.open(Notify.create());
        List<TaskHandle<?, RuntimeException>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          tasks.add(awaiting(scope, "w" + i, notify, got));
          bench.await(own, "blocked w" + i + " SIGNAL_WAIT");
        }
        for (TaskHandle<?, RuntimeException> task : tasks) {
          notify.notifyOne(own);
          Bench.valueOf(task.join());
        }
      });
    }

    assertThat(got).containsExactly("w0", "w1", "w2", "w3");
  }

  @Test
  default void a_broadcast_ends_the_waits_that_have_begun_and_leaves_nothing() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Notify notify = scope.open(Notify.create());
        notify.notifyWaiters(own);
        for (int i = 0; i < 3; i++) {
          awaiting(scope, "w" + i, notify, got);
          bench.await(own, "blocked w" + i + " SIGNAL_WAIT");
        }
        assertThat(got).isEmpty();
        notify.notifyWaiters();
        assertThat(notify.await(own, Duration.ofMillis(1))).isFalse();
      });
    }

    assertThat(got).containsExactlyInAnyOrder("w0", "w1", "w2");
  }

  @Test
  default void a_waiter_that_is_cancelled_uses_nothing_up() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Notify notify = scope.open(Notify.create());
        TaskHandle<?, RuntimeException> first = awaiting(scope, "first", notify, got);
        bench.await(own, "blocked first SIGNAL_WAIT");
        awaiting(scope, "second", notify, got);
        bench.await(own, "blocked second SIGNAL_WAIT");
        first.cancel(CancelReason.user("stop"));
        Bench.reasonOf(first.join());
        notify.notifyOne(own);
      });
    }

    assertThat(got).containsExactly("second");
  }

  /** Each of the two tokens ends a wait or is still there, however the request and the wake-up meet. */
  @Test
  default void a_notification_that_meets_a_cancellation_is_used_once_or_kept() {
    for (int round = 0; round < 25; round++) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Notify notify = scope.open(Notify.create());
          TaskHandle<?, RuntimeException> first = awaiting(scope, "first", notify, got);
          bench.await(own, "blocked first SIGNAL_WAIT");
          notify.notifyOne(own);
          first.cancel(CancelReason.user("stop"));
          first.join();
          int left = 0;
          while (notify.await(own, Duration.ZERO)) {
            left++;
          }
          assertThat(got.size() + left).isEqualTo(1);
        });
      }
    }
  }

  @Test
  default void a_broadcast_that_meets_a_cancellation_leaves_no_token() {
    for (int round = 0; round < 25; round++) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Notify notify = scope.open(Notify.create());
          TaskHandle<?, RuntimeException> first = awaiting(scope, "first", notify, got);
          bench.await(own, "blocked first SIGNAL_WAIT");
          awaiting(scope, "second", notify, got);
          bench.await(own, "blocked second SIGNAL_WAIT");
          first.cancel(CancelReason.user("stop"));
          notify.notifyWaiters(own);
          first.join();
          assertThat(notify.await(own, Duration.ZERO)).isFalse();
        });
      }
      assertThat(got).contains("second");
    }
  }

  @Test
  default void waiting_for_a_condition_looks_first_and_again_at_each_notification() {
    AtomicInteger looked = new AtomicInteger();
    AtomicBoolean ready = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Notify notify = scope.open(Notify.create());
        notify.waitUntil(own, () -> true);
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c ->
            notify.waitUntil(c, () -> looked.incrementAndGet() > 0 && ready.get()));
        bench.await(own, "blocked t SIGNAL_WAIT");
        assertThat(looked).hasValue(1);
        notify.notifyWaiters(own);
        Bench.until(own, () -> looked.get() == 2);
        ready.set(true);
        assertThat(task.tryJoin()).isEmpty();
        notify.notifyWaiters(own);
        Bench.valueOf(task.join());
      });
    }
  }

  /** Between the look at the condition and the wait others may run; in the lab they do. */
  @Test
  default void a_broadcast_while_the_condition_is_looked_at_is_not_missed() {
    for (int round = 0; round < 25; round++) {
      AtomicBoolean ready = new AtomicBoolean();
      AtomicBoolean done = new AtomicBoolean();
      Bench.within(this, scope -> {
        Notify notify = scope.open(Notify.create());
        scope.launch(c -> {
          notify.waitUntil(c, () -> {
            boolean seen = ready.get();
            c.trace("looked");
            return seen;
          });
          done.set(true);
        });
        scope.cx().checkpoint();
        ready.set(true);
        notify.notifyWaiters(scope.cx());
      });
      assertThat(done).isTrue();
    }
  }

  /** The broadcast comes from within the look itself, so this holds in every schedule. */
  @Test
  default void a_broadcast_during_the_look_ends_the_wait_that_follows() {
    AtomicInteger looked = new AtomicInteger();
    Bench.within(this, scope -> {
      Notify notify = scope.open(Notify.create());
      notify.waitUntil(scope.cx(), () -> {
        notify.notifyWaiters();
        return looked.incrementAndGet() == 2;
      });
    });

    assertThat(looked).hasValue(2);
  }

  @Test
  default void the_end_of_its_region_ends_the_wait_for_a_notification_outside() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        List<Notify> escaped = new ArrayList<>();
        TaskHandle<?, RuntimeException> outside = Bench.valueOf(scope.cx().region(inner -> {
          Notify notify = inner.open(Notify.create());
          escaped.add(notify);
          TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("outside"), c ->
              Refusals.expect(ErrorCode.OWNER_CLOSED, () -> notify.await(c)));
          bench.await(inner.cx(), "blocked outside SIGNAL_WAIT");
          return task;
        }));
        Bench.valueOf(outside.join());
        Refusals.expect(ErrorCode.OWNER_CLOSED, () -> escaped.getFirst().await(scope.cx()));
      });
    }
  }
}
