package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.ReadGuard;
import dev.asupersync.sync.RwLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reads, who writes, and who is next. Rules: 7.6.3, 7.0.5, traps 2 and 23. */
public interface RwLockContract extends RuntimeSource {

  /** Starts a task that reads, or writes, and notes its name; returns when it waits. */
  private static TaskHandle<?, RuntimeException> queued(
      Bench bench, Scope<RuntimeException> scope, RwLock lock, String name, List<String> got) {
    TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named(name), c -> {
      if (name.startsWith("r")) {
        lock.reading(c, () -> got.add(name));
      } else {
        lock.writing(c, () -> got.add(name));
      }
    });
    bench.await(scope.cx(), "blocked " + name + " ENTER");
    return task;
  }

  /** Holds the lock for writing while these tasks come, lets it go, and says in which order they went. */
  private List<String> order(String... names) {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        RwLock lock = scope.open(RwLock.create());
        Guard held = lock.write(scope.cx());
        for (String name : names) {
          queued(bench, scope, lock, name, got);
        }
        held.release();
      });
    }
    return got;
  }

  private static Stream<String> writers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "w" + i);
  }

  @Test
  default void readers_share_it_and_a_writer_has_it_alone() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RwLock lock = scope.open(RwLock.create());
      ReadGuard first = lock.read(own);
      Bench.join(scope.launch(c -> {
        lock.tryRead(c).orElseThrow().release();
        lock.read(c).release();
        assertThat(lock.tryWrite(c)).isEmpty();
        assertThat(lock.tryWrite(c, Duration.ofMillis(1))).isEmpty();
      }));
      first.release();
      Guard alone = lock.write(own);
      Bench.join(scope.launch(c -> {
        assertThat(lock.tryRead(c)).isEmpty();
        assertThat(lock.tryRead(c, Duration.ofMillis(1))).isEmpty();
        assertThat(lock.tryWrite(c)).isEmpty();
      }));
      alone.release();
      lock.tryWrite(own, Duration.ofMillis(1)).orElseThrow().release();
    });
  }

  @Test
  default void a_reader_that_comes_while_a_writer_waits_stands_behind_it() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        RwLock lock = scope.open(RwLock.create());
        ReadGuard held = lock.read(scope.cx());
        queued(bench, scope, lock, "w0", got);
        Bench.join(scope.launch(c -> assertThat(lock.tryRead(c)).isEmpty()));
        queued(bench, scope, lock, "r0", got);
        queued(bench, scope, lock, "w1", got);
        assertThat(got).isEmpty();
        held.release();
      });
    }

    assertThat(got).containsExactly("w0", "w1", "r0");
  }

  @Test
  default void a_reader_that_came_before_the_first_writer_who_waits_is_not_overtaken() {
    assertThat(order("r0", "w0", "w1", "r1")).containsExactly("r0", "w0", "w1", "r1");
  }

  @Test
  default void when_no_writer_waits_a_release_lets_all_readers_in() {
    AtomicInteger inside = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        RwLock lock = scope.open(RwLock.create());
        Guard held = lock.write(scope.cx());
        for (int i = 0; i < 4; i++) {
          scope.launch(TaskOptions.named("r" + i), c -> {
            try (ReadGuard _ = lock.read(c)) {
              inside.incrementAndGet();
              Bench.until(c, () -> inside.get() == 4);
            }
          });
          bench.await(scope.cx(), "blocked r" + i + " ENTER");
        }
        held.release();
      });
    }

    assertThat(inside).hasValue(4);
  }

  @Test
  default void after_sixteen_writers_in_a_row_the_oldest_reader_and_no_other_gets_a_turn() {
    List<String> names = Stream.of(writers(0, 0), Stream.of("r0", "r1"), writers(1, 33))
        .flatMap(part -> part)
        .toList();

    List<String> got = order(names.toArray(String[]::new));

    List<String> expected =
        Stream.of(writers(0, 15), Stream.of("r0"), writers(16, 31), Stream.of("r1"), writers(32, 33))
            .flatMap(part -> part)
            .toList();
    assertThat(got).isEqualTo(expected);
  }

  @Test
  default void writers_that_nobody_stood_behind_do_not_count() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        RwLock lock = scope.open(RwLock.create());
        Guard held = lock.write(scope.cx());
        AtomicBoolean enough = new AtomicBoolean();
        writers(0, 9).forEach(name -> queued(bench, scope, lock, name, got));
        scope.launch(TaskOptions.named("gate"), c ->
            lock.writing(c, () -> Bench.until(c, enough::get)));
        bench.await(scope.cx(), "blocked gate ENTER");
        queued(bench, scope, lock, "w10", got);
        held.release();
        Bench.until(scope.cx(), () -> got.size() == 10);
        queued(bench, scope, lock, "r0", got);
        writers(11, 28).forEach(name -> queued(bench, scope, lock, name, got));
        enough.set(true);
      });
    }

    assertThat(got.indexOf("r0")).as(got.toString()).isBetween(10, 10 + 16);
    assertThat(got).startsWith(writers(0, 25).toArray(String[]::new)).hasSize(30);
  }

  /** The sixteenth writer is inside when the only further one leaves: no turn is owed then, and both go in. */
  @Test
  default void readers_are_not_left_standing_when_the_last_writer_in_line_is_cancelled() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        RwLock lock = scope.open(RwLock.create());
        Guard held = lock.write(own);
        writers(0, 14).forEach(name -> queued(bench, scope, lock, name, got));
        scope.launch(TaskOptions.named("sixteenth"), c ->
            lock.writing(c, () -> {
              got.add("sixteenth");
              Bench.until(c, enough::get);
            }));
        bench.await(own, "blocked sixteenth ENTER");
        TaskHandle<?, RuntimeException> last = queued(bench, scope, lock, "w16", got);
        for (int i = 0; i < 2; i++) {
          scope.launch(TaskOptions.named("r" + i), c ->
              lock.reading(c, () -> {
                inside.incrementAndGet();
                Bench.until(c, () -> inside.get() == 2);
                return "";
              }));
          bench.await(own, "blocked r" + i + " ENTER");
        }
        held.release();
        Bench.until(own, () -> got.contains("sixteenth"));
        last.cancel(CancelReason.user("stop"));
        Bench.reasonOf(last.join());
        enough.set(true);
      });
    }

    assertThat(inside).hasValue(2);
  }

  @Test
  default void a_writer_that_is_cancelled_or_late_lets_in_the_readers_behind_it() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        RwLock lock = scope.open(RwLock.create());
        ReadGuard held = lock.read(own);
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        TaskHandle<?, RuntimeException> writer = queued(bench, scope, lock, "w0", got);
        TaskHandle<?, RuntimeException> reader = queued(bench, scope, lock, "r0", got);
        writer.cancel(CancelReason.user("stop"));
        Bench.valueOf(reader.join());
        Bench.join(scope.launch(c ->
            assertThat(lock.tryWrite(c, Duration.ofMillis(1))).isEmpty()));
        Bench.join(scope.launch(c -> lock.tryRead(c).orElseThrow().release()));
        held.release();
      });
    }
  }

  @Test
  default void a_turn_that_meets_a_cancellation_is_not_lost() {
    for (String victim : List.of("r0", "w0")) {
      for (int round = 0; round < 15; round++) {
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        try (Bench bench = Bench.of(this)) {
          bench.within(scope -> {
            Cx own = scope.cx();
            RwLock lock = scope.open(RwLock.create());
            Guard held = lock.write(own);
            TaskHandle<?, RuntimeException> first = queued(bench, scope, lock, victim, got);
            TaskHandle<?, RuntimeException> write = queued(bench, scope, lock, "w1", got);
            TaskHandle<?, RuntimeException> read = queued(bench, scope, lock, "r1", got);
            scope.launch(c -> first.cancel(CancelReason.user("stop")));
            held.release();
            first.join();
            Bench.valueOf(write.join());
            Bench.valueOf(read.join());
            lock.tryWrite(own).orElseThrow().release();
          });
        }
        assertThat(got).containsSubsequence("w1", "r1");
      }
    }
  }

  @Test
  default void a_task_that_asks_for_what_it_holds_is_told_whichever_way() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RwLock lock = scope.open(RwLock.create());
      try (ReadGuard _ = lock.read(own)) {
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> lock.read(own));
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> lock.write(own));
      }
      try (Guard _ = lock.write(own)) {
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> lock.read(own));
        Refusals.expect(ErrorCode.LOCK_REENTRY, () -> lock.write(own));
      }
    });
  }

  @Test
  default void a_dump_names_all_who_hold_it() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        RwLock lock = scope.open(RwLock.create().named("map"));
        ReadGuard held = lock.read(own);
        TaskHandle<?, RuntimeException> other = scope.launch(TaskOptions.named("other"), c ->
            lock.reading(c, () -> {
              c.sleep(Duration.ofHours(1));
              return "";
            }));
        bench.await(own, "blocked other SLEEP");
        queued(bench, scope, lock, "w", new ArrayList<>());
        assertThat(bench.waitOf("w").what()).isEqualTo("rwlock \"map\" for writing");
        assertThat(bench.waitOf("w").heldUpBy()).containsExactly(own.taskId(), other.id());
        other.cancel(CancelReason.user("stop"));
        held.release();
      });
    }
  }

  @Test
  default void readers_never_see_half_a_change() {
    int[] pair = new int[2];
    Bench.within(this, scope -> {
      RwLock lock = scope.open(RwLock.create());
      for (int t = 0; t < 3; t++) {
        scope.launch(c -> {
          for (int i = 0; i < 10; i++) {
            lock.writing(c, () -> {
              pair[0]++;
              c.checkpoint();
              pair[1]++;
            });
          }
        });
        scope.launch(c -> {
          for (int i = 0; i < 10; i++) {
            assertThat(lock.<Integer, RuntimeException>reading(c, () -> {
              int first = pair[0];
              c.checkpoint();
              return pair[1] - first;
            })).isZero();
          }
        });
      }
    });

    assertThat(pair).containsExactly(30, 30);
  }
}
