package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Checkpoints;
import dev.asupersync.Cx;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.RwLock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a panic does to the lock that was held. Rules: 7.6.2, 7.6.3. */
public interface PoisonContract extends RuntimeSource {

  private static void panicInside(Mutex mutex, Checkpoints cx) {
    Throwable thrown = Refusals.thrownBy(() -> mutex.with(cx, () -> {
      throw new IllegalStateException("half done");
    }));
    assertThat(thrown).hasMessage("half done");
  }

  @Test
  default void a_panic_in_a_section_poisons_for_everybody_until_it_is_cleared() {
    AtomicInteger told = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Mutex mutex = scope.open(Mutex.create());
        Throwable thrown = Refusals.thrownBy(() -> mutex.with(own, () -> {
          for (int i = 0; i < 3; i++) {
            scope.launch(TaskOptions.named("w" + i), c -> {
              Refusals.expect(ErrorCode.POISONED, () -> mutex.lock(c));
              told.incrementAndGet();
            });
            bench.await(own, "blocked w" + i + " ACQUIRE");
          }
          throw new IllegalStateException("half done");
        }));
        assertThat(thrown).hasMessage("half done");
        assertThat(mutex.isPoisoned()).isTrue();
        Refusals.expect(ErrorCode.POISONED, () -> mutex.lock(own));
        Refusals.expect(ErrorCode.POISONED, () -> mutex.tryLock(own));
        Refusals.expect(ErrorCode.POISONED, () -> mutex.tryLock(own, Duration.ofMillis(1)));
        mutex.clearPoison(own);
        assertThat(mutex.isPoisoned()).isFalse();
        assertThat(mutex.<Integer, RuntimeException>with(own, () -> 7)).isEqualTo(7);
      });
    }

    assertThat(told).hasValue(3);
  }

  @Test
  default void a_declared_exception_and_a_cancellation_poison_nothing() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Mutex mutex = scope.open(Mutex.create());
      try {
        mutex.with(own, () -> {
          throw new IOException("no such file");
        });
      } catch (IOException declared) {
        assertThat(declared).hasMessage("no such file");
      }
      assertThat(mutex.isPoisoned()).isFalse();
      TaskHandle<?, RuntimeException> task = scope.launch(c ->
          mutex.with(c, () -> c.sleep(Duration.ofHours(1))));
      task.cancel(CancelReason.user("stop"));
      task.join();
      assertThat(mutex.isPoisoned()).isFalse();
      mutex.lock(own).release();
    });
  }

  @Test
  default void an_error_poisons_too() {
    Bench.within(this, scope -> {
      Mutex mutex = scope.open(Mutex.create());
      assertThat(Refusals.thrownBy(() -> mutex.with(scope.cx(), () -> {
        throw new StackOverflowError();
      }))).isInstanceOf(StackOverflowError.class);
      assertThat(mutex.isPoisoned()).isTrue();
    });
  }

  @Test
  default void a_task_that_panics_while_it_holds_a_guard_poisons() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(JoinContract.COLLECTING, scope -> {
        Mutex mutex = scope.open(Mutex.create().named("accounts"));
        scope.launch(TaskOptions.named("careless"), c -> {
          mutex.lock(c);
          throw new IllegalStateException("half done");
        }).join();
        assertThat(Refusals.thrownBy(() -> mutex.lock(scope.cx())))
            .hasMessageContaining("mutex \"accounts\" is poisoned")
            .hasMessageContaining("\"careless\" panicked");
        bench.events.mark("seen");
        return "";
      }));

      assertThat(bench.events.has("seen")).isTrue();
    }
  }

  @Test
  default void a_task_that_panics_while_it_only_reads_poisons_nothing() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(JoinContract.COLLECTING, scope -> {
        RwLock lock = scope.open(RwLock.create());
        scope.launch(c -> {
          lock.read(c);
          throw new IllegalStateException("only looked");
        }).join();
        assertThat(lock.isPoisoned()).isFalse();
        scope.launch(c -> {
          lock.write(c);
          throw new IllegalStateException("half done");
        }).join();
        assertThat(lock.isPoisoned()).isTrue();
        bench.events.mark("seen");
        return "";
      }));

      assertThat(bench.events.has("seen")).isTrue();
    }
  }

  @Test
  default void a_guard_that_was_closed_on_the_way_out_poisons_nothing_nor_does_one_that_is_forgotten() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(JoinContract.COLLECTING, scope -> {
        Mutex mutex = scope.open(Mutex.create());
        scope.launch(c -> {
          try (Guard _ = mutex.lock(c)) {
            throw new IllegalStateException("nothing changed yet");
          }
        }).join();
        assertThat(mutex.isPoisoned()).isFalse();
        scope.launch(mutex::lock).join();
        assertThat(mutex.isPoisoned()).isFalse();
        mutex.lock(scope.cx()).release();
        bench.events.mark("seen");
        return "";
      }));

      assertThat(bench.events.has("seen")).isTrue();
    }
  }

  @Test
  default void a_guard_can_poison_by_itself() {
    Bench.within(this, scope -> {
      Mutex mutex = scope.open(Mutex.create());
      Guard guard = mutex.lock(scope.cx());
      guard.poison();
      guard.close();
      Refusals.expect(ErrorCode.RESOLVED_TWICE, guard::poison);
      Refusals.expect(ErrorCode.POISONED, () -> mutex.lock(scope.cx()));
      mutex.clearPoison(scope.cx());
      panicInside(mutex, scope.cx());
      assertThat(mutex.isPoisoned()).isTrue();
    });
  }

  @Test
  default void of_readers_and_writers_only_writers_poison() {
    AtomicInteger told = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        RwLock lock = scope.open(RwLock.create());
        assertThat(Refusals.thrownBy(() -> lock.reading(own, () -> {
          throw new IllegalStateException("only looked");
        }))).hasMessage("only looked");
        assertThat(lock.isPoisoned()).isFalse();
        assertThat(Refusals.thrownBy(() -> lock.writing(own, () -> {
          scope.launch(TaskOptions.named("r"), c -> {
            Refusals.expect(ErrorCode.POISONED, () -> lock.read(c));
            told.incrementAndGet();
          });
          bench.await(own, "blocked r ENTER");
          scope.launch(TaskOptions.named("w"), c -> {
            Refusals.expect(ErrorCode.POISONED, () -> lock.write(c));
            told.incrementAndGet();
          });
          bench.await(own, "blocked w ENTER");
          throw new IllegalStateException("half done");
        }))).hasMessage("half done");
        Refusals.expect(ErrorCode.POISONED, () -> lock.read(own));
        Refusals.expect(ErrorCode.POISONED, () -> lock.tryWrite(own));
        lock.clearPoison(own);
        lock.writing(own, () -> assertThat(lock.isPoisoned()).isFalse());
      });
    }

    assertThat(told).hasValue(2);
  }
}
