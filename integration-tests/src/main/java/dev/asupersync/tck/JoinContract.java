package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Severity;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What handles give. Rules: 4.8, 4.10 to 4.13, D14. */
public interface JoinContract extends RuntimeSource {

  RegionOptions COLLECTING = RegionOptions.DEFAULT.withPolicy(Policy.COLLECT_ALL);

  @Test
  default void join_gives_each_kind_of_outcome() {
    IllegalStateException broken = new IllegalStateException("broken");
    Bench.check(this, cx -> cx.region(COLLECTING, scope -> {
      assertThat(scope.spawn(c -> 7).join()).isEqualTo(new Outcome.Ok<>(7));
      assertThat(scope.spawn(c -> {
        throw broken;
      }).join()).isEqualTo(new Outcome.Panicked<>(broken));
      TaskHandle<?, RuntimeException> cancelled = scope.launch(c -> c.sleep(Duration.ofHours(1)));
      cancelled.cancel(CancelReason.user("stop"));
      assertThat(cancelled.join().cancelReason().orElseThrow().message()).contains("stop");
      return "";
    }));
  }

  @Test
  default void a_task_can_be_joined_as_often_as_one_likes() {
    Bench.within(this, scope -> {
      TaskHandle<Integer, RuntimeException> handle = scope.spawn(c -> 7);
      assertThat(handle.join()).isEqualTo(handle.join()).isEqualTo(new Outcome.Ok<>(7));
      assertThat(handle.tryJoin()).contains(new Outcome.Ok<>(7));
    });
  }

  @Test
  default void try_join_never_waits() {
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> handle = scope.launch(c -> c.sleep(Duration.ofMillis(5)));
      assertThat(handle.tryJoin()).isEmpty();
      handle.join();
      assertThat(handle.tryJoin()).isPresent();
    });
  }

  @Test
  default void several_tasks_join_one() {
    AtomicInteger sum = new AtomicInteger();
    Bench.within(this, scope -> {
      TaskHandle<Integer, RuntimeException> source = scope.spawn(c -> {
        c.sleep(Duration.ofMillis(5));
        return 7;
      });
      for (int i = 0; i < 10; i++) {
        scope.launch(c -> sum.addAndGet(source.join(c).orThrow()));
      }
    });

    assertThat(sum).hasValue(70);
  }

  @Test
  default void a_joiner_that_is_cancelled_goes_on_waiting() {
    AtomicReference<@Nullable Outcome<String, RuntimeException>> joined = new AtomicReference<>();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<String, RuntimeException> slow = scope.spawn(c -> {
          bench.await(c, "cancel joiner USER");
          return "late";
        });
        TaskHandle<?, RuntimeException> joiner =
            scope.launch(TaskOptions.named("joiner"), c -> joined.set(slow.join(c)));
        bench.await(scope.cx(), "blocked joiner JOIN");
        joiner.cancel(CancelReason.user("stop"));
        joiner.join();
      });
    }

    assertThat(joined.get()).isEqualTo(new Outcome.Ok<>("late"));
  }

  @Test
  default void a_task_cannot_join_itself() {
    AtomicReference<@Nullable TaskHandle<String, RuntimeException>> own = new AtomicReference<>();
    Bench.within(this, scope -> {
      TaskHandle<String, RuntimeException> handle = scope.spawn(c -> {
        Bench.until(c, () -> own.get() != null);
        TaskHandle<String, RuntimeException> mine = own.get();
        Refusals.expect(ErrorCode.SELF_JOIN, () -> {
          if (mine != null) {
            mine.join(c);
          }
        });
        return "";
      });
      own.set(handle);
      assertThat(handle.join().severity()).isEqualTo(Severity.OK);
    });
  }

  @Test
  default void only_the_body_may_join_without_a_cx() {
    Bench.within(this, scope -> {
      TaskHandle<String, RuntimeException> first = scope.spawn(c -> "");
      scope.launch(c -> Refusals.expect(ErrorCode.WRONG_STRAND, first::join)).join();
    });
  }

  @Test
  default void or_throw_of_a_cancelled_task_cancels_whoever_needs_its_value() {
    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> cx.region(scope -> {
      TaskHandle<String, RuntimeException> handle = scope.spawn(c -> {
        throw new CancelledError(CancelReason.user("no answer"));
      });
      return handle.join().orThrow();
    }));

    assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
  }

  @Test
  default void a_handle_knows_the_number_and_the_name_of_its_task() {
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> named = scope.launch(TaskOptions.named("mailer"), c -> {});
      TaskHandle<?, RuntimeException> unnamed = scope.launch(c -> {});
      assertThat(named.name()).isEqualTo("mailer");
      assertThat(unnamed.name()).isEmpty();
      assertThat(unnamed.id()).isGreaterThan(named.id());
    });
  }

  @Test
  default void a_task_that_nobody_joins_is_not_lost() {
    AtomicInteger ran = new AtomicInteger();
    Bench.within(this, scope -> {
      scope.launch(c -> {
        c.sleep(Duration.ofMillis(5));
        ran.incrementAndGet();
      });
    });

    assertThat(ran).hasValue(1);
  }
}
