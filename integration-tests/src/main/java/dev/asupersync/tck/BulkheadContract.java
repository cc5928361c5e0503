package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Admission;
import dev.asupersync.combine.Bulkhead;
import dev.asupersync.combine.BulkheadPolicy;
import dev.asupersync.combine.RateLimit;
import dev.asupersync.combine.RatePolicy;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** So much at once, and so often. Rules: 8.20, 8.21, trap 2. */
public interface BulkheadContract extends RuntimeSource {

  BulkheadPolicy ONE = BulkheadPolicy.DEFAULT.withConcurrent(1).withPatience(Parts.NEVER);

  /** Starts a call that goes on until it is cancelled. */
  private static TaskHandle<?, RuntimeException> busy(
      Scope<RuntimeException> scope, Bulkhead bulkhead, Parts parts, String name, int weight) {
    return scope.launch(c -> bulkhead.call(c, Oops.class, weight, parts.endless(name)));
  }

  private static void waitingFor(Cx cx, Bulkhead bulkhead, int calls) {
    Bench.until(cx, () -> bulkhead.waiting() == calls);
  }

  @Test
  default void never_more_than_so_many_run_at_once() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Bench.within(this, scope -> {
      Bulkhead bulkhead = Bulkhead.open(scope, BulkheadPolicy.DEFAULT.withConcurrent(3).withPatience(Parts.NEVER));
      for (int i = 0; i < 10; i++) {
        scope.launch(c -> bulkhead.call(c, Oops.class, own -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          own.sleep(Duration.ofMillis(1));
          return running.decrementAndGet();
        }));
      }
    });

    assertThat(most).hasValueBetween(1, 3);
  }

  @Test
  default void calls_wait_in_line_and_nobody_overtakes_a_heavy_one() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      Bulkhead bulkhead = Bulkhead.open(scope, ONE.withConcurrent(2));
      TaskHandle<?, RuntimeException> first = busy(scope, bulkhead, parts, "first", 1);
      parts.awaitBegun(scope.cx(), "first");
      scope.launch(c -> bulkhead.call(c, Oops.class, 2, parts.saying("heavy", Parts.ok(""))));
      waitingFor(scope.cx(), bulkhead, 1);
      scope.launch(c -> bulkhead.call(c, Oops.class, 1, parts.saying("light", Parts.ok(""))));
      waitingFor(scope.cx(), bulkhead, 2);
      first.cancel(CancelReason.user("stop"));
    });

    assertThat(parts.said()).containsExactly("first parent cancelled", "heavy", "light");
  }

  @Test
  default void a_call_is_refused_when_the_line_is_full_when_it_is_too_heavy_and_when_it_has_waited_too_long() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Bulkhead bulkhead = Bulkhead.open(scope, ONE.withQueue(0));
      Bulkhead hasty = Bulkhead.open(scope, ONE.withPatience(Parts.SOON));
      TaskHandle<?, RuntimeException> one = busy(scope, bulkhead, parts, "one", 1);
      TaskHandle<?, RuntimeException> two = busy(scope, hasty, parts, "two", 1);
      parts.awaitBegun(own, "one two");
      assertThat(refusal(bulkhead.call(own, Oops.class, Parts.ok("")))).contains("0 calls are waiting already");
      assertThat(refusal(bulkhead.call(own, Oops.class, 2, Parts.ok("")))).contains("weight 2");
      assertThat(refusal(hasty.call(own, Oops.class, Parts.ok("")))).contains("no room within PT0.005S");
      assertThat(hasty.waiting()).isZero();
      one.cancel(CancelReason.user("stop"));
      two.cancel(CancelReason.user("stop"));
    });
  }

  private static String refusal(Admission<?, ?> admission) {
    return admission instanceof Admission.Refused<?, ?>(var refusal) ? refusal.why() : "let through";
  }

  @Test
  default void a_call_that_is_cancelled_in_the_line_leaves_it() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      Bulkhead bulkhead = Bulkhead.open(scope, ONE);
      TaskHandle<?, RuntimeException> first = busy(scope, bulkhead, parts, "first", 1);
      parts.awaitBegun(scope.cx(), "first");
      TaskHandle<?, RuntimeException> second = busy(scope, bulkhead, parts, "second", 1);
      waitingFor(scope.cx(), bulkhead, 1);
      scope.launch(c -> bulkhead.call(c, Oops.class, parts.saying("third", Parts.ok(""))));
      waitingFor(scope.cx(), bulkhead, 2);
      second.cancel(CancelReason.user("stop"));
      second.join();
      first.cancel(CancelReason.user("stop"));
    });

    assertThat(parts.said()).containsExactly("first parent cancelled", "third");
  }

  @Test
  default void tokens_come_at_their_rate_after_the_burst() {
    Bench.within(this, scope -> {
      RateLimit limit = RateLimit.open(scope, RatePolicy.of(1, Duration.ofMillis(2)).withBurst(2));
      long before = scope.cx().nanoTime();
      for (int i = 0; i < 5; i++) {
        assertThat(limit.call(scope.cx(), Oops.class, Parts.ok("")).isRun()).isTrue();
      }
      assertThat(scope.cx().nanoTime() - before).isGreaterThanOrEqualTo(3 * 2_000_000);
    });
  }

  @Test
  default void a_call_that_cannot_have_its_tokens_in_time_is_refused_and_takes_none() {
    Bench.within(this, scope -> {
      RatePolicy policy = RatePolicy.of(1, Parts.NEVER).withBurst(2).withPatience(Duration.ZERO);
      RateLimit limit = RateLimit.open(scope, policy);
      assertThat(limit.take(scope.cx(), 3).orElseThrow().why()).contains("never more than 2");
      assertThat(limit.take(scope.cx(), 1)).isEmpty();
      assertThat(limit.take(scope.cx(), 2).orElseThrow().retryAfter()).isPositive();
      assertThat(limit.take(scope.cx(), 1)).isEmpty();
      assertThat(limit.call(scope.cx(), Oops.class, Parts.ok("")).isRun()).isFalse();
      Refusals.expect(ErrorCode.BAD_POLICY, () -> limit.take(scope.cx(), 0));
    });
  }

  @Test
  default void whoever_wants_few_tokens_does_not_overtake_whoever_waits_for_many() {
    Parts parts = new Parts();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        RateLimit limit = RateLimit.open(scope, RatePolicy.of(1, Duration.ofMillis(20)).withBurst(5));
        assertThat(limit.take(scope.cx(), 4)).isEmpty();
        scope.launch(c -> {
          parts.say("waits");
          Optional<?> refusal = limit.take(c, 5);
          parts.say("many " + refusal.isPresent());
        });
        Bench.until(scope.cx(), () ->
            bench.events.lines().stream().anyMatch(line -> line.matches("blocked T\\d+ SLEEP")));
        assertThat(limit.take(scope.cx(), 1)).isEmpty();
        parts.say("few");
      });
    }

    assertThat(parts.said()).containsExactly("waits", "many false", "few");
  }

  @Test
  default void a_waiter_that_is_cancelled_takes_no_tokens() {
    Bench.within(this, scope -> {
      RateLimit limit = RateLimit.open(scope, RatePolicy.of(1, Parts.NEVER).withBurst(2));
      assertThat(limit.take(scope.cx(), 1)).isEmpty();
      Parts parts = new Parts();
      TaskHandle<?, RuntimeException> waiter = scope.launch(c -> {
        parts.say("begun");
        limit.take(c, 2);
      });
      Bench.until(scope.cx(), () -> !parts.said().isEmpty());
      waiter.cancel(CancelReason.user("stop"));
      waiter.join();
      assertThat(limit.take(scope.cx(), 1)).isEmpty();
    });
  }
}
