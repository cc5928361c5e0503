package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Attempts;
import dev.asupersync.combine.FirstOk;
import dev.asupersync.combine.Retry;
import dev.asupersync.combine.Timeout;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One after the other, until one succeeds. Rules: 8.12, 8.15. */
public interface RetryContract extends RuntimeSource {

  Retry QUICK = Retry.DEFAULT.withBackoff(Duration.ofMillis(1), 2).withJitter(0);

  /** Fails so many times, then gives the number of the attempt. */
  private static Task<Integer, Oops> failing(int times) {
    AtomicInteger attempts = new AtomicInteger();
    return cx -> {
      int attempt = attempts.incrementAndGet();
      if (attempt <= times) {
        throw new Oops("attempt " + attempt);
      }
      return attempt;
    };
  }

  @Test
  default void a_program_that_fails_is_tried_again() {
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> attempts = QUICK.run(cx, Oops.class, failing(2));
      assertThat(attempts.outcome()).isEqualTo(new Outcome.Ok<>(3));
      assertThat(attempts.tries()).isEqualTo(3);
      assertThat(attempts.errors()).extracting(Exception::getMessage).containsExactly("attempt 1", "attempt 2");
    });
  }

  @Test
  default void it_is_tried_as_often_as_the_policy_says_and_the_last_error_is_told() {
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> attempts = QUICK.withAttempts(4).run(cx, Oops.class, failing(9));
      assertThat(attempts.outcome().declaredError().orElseThrow()).hasMessage("attempt 4");
      assertThat(attempts.tries()).isEqualTo(4);
      assertThat(attempts.waited()).isEqualTo(Duration.ofMillis(1 + 2 + 4));
    });
  }

  @Test
  default void it_is_waited_between_two_attempts() {
    Bench.check(this, cx -> {
      long before = cx.nanoTime();
      Attempts<Integer, Oops> attempts = QUICK.withJitter(1).run(cx, Oops.class, failing(2));
      assertThat(attempts.waited()).isGreaterThan(Duration.ofMillis(3)).isLessThan(Duration.ofMillis(6));
      assertThat(cx.nanoTime() - before).isGreaterThanOrEqualTo(attempts.waited().toNanos());
    });
  }

  @Test
  default void an_error_that_is_not_worth_it_is_not_tried_again() {
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> attempts =
          QUICK.onlyWhen(error -> !"attempt 2".equals(error.getMessage())).run(cx, Oops.class, failing(9));
      assertThat(attempts.tries()).isEqualTo(2);
    });
  }

  @Test
  default void cancellations_and_panics_are_never_tried_again() {
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> panicked = QUICK.run(cx, Oops.class, Parts.panic("broken"));
      assertThat(panicked.outcome()).isInstanceOf(Outcome.Panicked.class);
      assertThat(panicked.tries()).isEqualTo(1);
      Attempts<Integer, Oops> cancelled = QUICK.run(cx, Oops.class, c -> {
        throw new CancelledError(CancelReason.user("enough"));
      });
      assertThat(Bench.reasonOf(cancelled.outcome()).message()).contains("enough");
      assertThat(cancelled.tries()).isEqualTo(1);
    });
  }

  @Test
  default void no_attempt_begins_after_the_deadline() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, RuntimeException> outcome = Timeout.of(cx, Parts.SOON, c -> {
        Attempts<String, Oops> attempts =
            Retry.DEFAULT.withBackoff(Parts.NEVER, 1).withLongest(Parts.NEVER)
                .run(c, Oops.class, parts.saying("attempt", Parts.err("x")));
        assertThat(attempts.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(attempts.errors()).hasSize(attempts.tries());
        c.checkpoint();
        return "";
      });
      assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.TIMEOUT);
      assertThat(parts.said().size()).isLessThanOrEqualTo(1); // none if the time was over before it began
    });
  }

  @Test
  default void an_attempt_that_is_cancelled_is_the_last() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
        Attempts<Integer, Oops> attempts = QUICK.run(c, Oops.class, parts.endless("attempt"));
        parts.say(attempts.tries() + " " + attempts.outcome().severity());
      });
      parts.awaitBegun(scope.cx(), "attempt");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).containsExactly("attempt parent cancelled", "1 CANCELLED");
    });
  }

  @Test
  default void first_ok_tries_in_order_and_stops_at_the_first_that_succeeds() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> attempts = FirstOk.of(
          cx, Oops.class,
          parts.saying("a", Parts.err("no a")),
          parts.saying("b", Parts.ok(2)),
          parts.saying("c", Parts.ok(3)));
      assertThat(attempts.outcome()).isEqualTo(new Outcome.Ok<>(2));
      assertThat(attempts.errors()).extracting(Exception::getMessage).containsExactly("no a");
      assertThat(parts.said()).containsExactly("a", "b");
    });
  }

  @Test
  default void first_ok_of_failures_tells_them_all() {
    Bench.check(this, cx -> {
      Attempts<Integer, Oops> attempts = FirstOk.of(cx, Oops.class, Parts.err("a"), Parts.err("b"));
      assertThat(attempts.outcome().declaredError().orElseThrow()).hasMessage("b");
      assertThat(attempts.errors()).extracting(Exception::getMessage).containsExactly("a", "b");
      assertThat(attempts.tries()).isEqualTo(2);
    });
  }

  @Test
  default void first_ok_stops_at_a_panic_and_at_a_cancellation() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      assertThat(FirstOk.of(cx, Oops.class, Parts.panic("broken"), parts.saying("b", Parts.ok(2))).outcome())
          .isInstanceOf(Outcome.Panicked.class);
      Attempts<Integer, Oops> cancelled = FirstOk.of(cx, Oops.class, Parts.err("a"), c -> {
        throw new CancelledError(CancelReason.user("enough"));
      }, parts.saying("c", Parts.ok(3)));
      assertThat(cancelled.outcome()).isInstanceOf(Outcome.Cancelled.class);
      assertThat(cancelled.errors()).hasSize(1);
      assertThat(cancelled.tries()).isEqualTo(2);
      assertThat(parts.said()).isEmpty();
    });
  }

  @Test
  default void first_ok_of_nothing_is_refused() {
    Bench.check(this, cx -> Refusals.expect(ErrorCode.BAD_POLICY, () -> FirstOk.of(cx, Oops.class, List.of())));
  }
}
