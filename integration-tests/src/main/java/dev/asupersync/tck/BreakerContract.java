package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Admission;
import dev.asupersync.combine.BreakerPolicy;
import dev.asupersync.combine.CircuitBreaker;
import dev.asupersync.combine.CircuitBreaker.State;
import dev.asupersync.combine.RefusedException;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Not calling what keeps failing. Rule: 8.19, trap 24. */
public interface BreakerContract extends RuntimeSource {

  BreakerPolicy TWO = BreakerPolicy.DEFAULT.withFailures(2).withRest(Parts.NEVER);
  BreakerPolicy RESTLESS = TWO.withRest(Parts.SOON);

  private static void call(Cx cx, CircuitBreaker breaker, Task<String, Oops> program) {
    assertThat(breaker.call(cx, Oops.class, program).isRun()).isTrue();
  }

  private static CircuitBreaker opened(Cx cx, BreakerPolicy policy) {
    CircuitBreaker breaker = CircuitBreaker.of(policy);
    call(cx, breaker, Parts.err("x"));
    call(cx, breaker, Parts.err("x"));
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    return breaker;
  }

  @Test
  default void so_many_failures_in_a_row_open_it_and_then_nothing_is_called() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      CircuitBreaker breaker = opened(cx, TWO);
      Admission<String, Oops> refused = breaker.call(cx, Oops.class, parts.saying("called", Parts.ok("")));
      assertThat(refused).isInstanceOfSatisfying(Admission.Refused.class, no ->
          assertThat(no.refusal().retryAfter()).isPositive().isLessThanOrEqualTo(Parts.NEVER));
      assertThat(parts.said()).isEmpty();
    });
  }

  @Test
  default void a_success_in_between_starts_the_count_again() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = CircuitBreaker.of(TWO);
      call(cx, breaker, Parts.err("x"));
      call(cx, breaker, Parts.ok(""));
      call(cx, breaker, Parts.err("x"));
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    });
  }

  @Test
  default void after_a_rest_so_many_probes_that_succeed_close_it() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = opened(cx, RESTLESS.withSuccesses(2));
      cx.sleep(Parts.SOON);
      call(cx, breaker, Parts.ok(""));
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      call(cx, breaker, Parts.ok(""));
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    });
  }

  @Test
  default void a_probe_that_fails_opens_it_again() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = opened(cx, RESTLESS);
      cx.sleep(Parts.SOON);
      call(cx, breaker, Parts.err("x"));
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    });
  }

  @Test
  default void only_so_many_probes_are_out_at_once() {
    Bench.within(this, scope -> {
      CircuitBreaker breaker = opened(scope.cx(), RESTLESS.withProbes(2).withSuccesses(3));
      scope.cx().sleep(Parts.SOON);
      Parts parts = new Parts();
      TaskHandle<?, RuntimeException> one =
          scope.launch(c -> breaker.call(c, Oops.class, parts.endless("one")));
      TaskHandle<?, RuntimeException> two =
          scope.launch(c -> breaker.call(c, Oops.class, parts.endless("two")));
      parts.awaitBegun(scope.cx(), "one two");
      assertThat(breaker.call(scope.cx(), Oops.class, Parts.ok("")).isRun()).isFalse();
      one.cancel(CancelReason.user("stop"));
      one.join();
      // The place of a probe that was cancelled is free again, and it has said nothing.
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      call(scope.cx(), breaker, Parts.ok(""));
      two.cancel(CancelReason.user("stop"));
    });
  }

  @Test
  default void a_probe_whose_caller_is_cancelled_already_gives_its_place_back() {
    AtomicBoolean refused = new AtomicBoolean();
    Bench.check(this, cx -> {
      CircuitBreaker breaker = opened(cx, RESTLESS);
      cx.sleep(Parts.SOON);
      cx.region(scope -> {
        scope.cancel(CancelReason.user("stop"));
        refused.set(Refusals.thrownBy(() -> breaker.call(scope.cx(), Oops.class, Parts.ok("")))
            instanceof CancelledError);
        return "";
      });
      assertThat(refused).isTrue();
      call(cx, breaker, Parts.ok(""));
    });
  }

  @Test
  default void errors_that_do_not_count_change_nothing_but_a_panic_always_counts() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = CircuitBreaker.of(TWO.countingOnly(_ -> false));
      for (int i = 0; i < 5; i++) {
        call(cx, breaker, Parts.err("x"));
      }
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      call(cx, breaker, Parts.panic("x"));
      call(cx, breaker, Parts.err("x"));
      call(cx, breaker, Parts.panic("x"));
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    });
  }

  @Test
  default void a_cancelled_call_counts_neither_way() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = CircuitBreaker.of(TWO);
      call(cx, breaker, Parts.err("x"));
      for (int i = 0; i < 5; i++) {
        call(cx, breaker, c -> {
          throw new CancelledError(CancelReason.user("stop"));
        });
      }
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      call(cx, breaker, Parts.err("x"));
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    });
  }

  @Test
  default void a_result_from_before_the_last_change_is_ignored() {
    AtomicBoolean go = new AtomicBoolean();
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      CircuitBreaker breaker = CircuitBreaker.of(RESTLESS.withSuccesses(1));
      TaskHandle<?, RuntimeException> old = scope.launch(c -> breaker.call(c, Oops.class, own -> {
        parts.say("begun");
        Bench.until(own, go::get);
        throw new Oops("late");
      }));
      Bench.until(scope.cx(), () -> !parts.said().isEmpty());
      call(scope.cx(), breaker, Parts.err("x"));
      call(scope.cx(), breaker, Parts.err("x"));
      scope.cx().sleep(Parts.SOON);
      call(scope.cx(), breaker, Parts.ok(""));
      call(scope.cx(), breaker, Parts.err("x"));
      go.set(true);
      old.join();
      assertThat(breaker.state()).isEqualTo(State.CLOSED); // with it, there would be two in a row
    });
  }

  @Test
  default void whoever_needs_the_value_of_a_refused_call_is_told_the_code() {
    Bench.check(this, cx -> {
      CircuitBreaker breaker = opened(cx, TWO);
      Outcome<String, Oops> outcome =
          cx.region(Oops.class, scope -> breaker.call(scope.cx(), Oops.class, Parts.ok("")).orThrow());
      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).isInstanceOf(RefusedException.class)
              .hasMessageStartingWith(ErrorCode.CALL_REFUSED.code()));
    });
  }
}
