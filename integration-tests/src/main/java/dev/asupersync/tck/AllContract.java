package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.All;
import dev.asupersync.combine.Both;
import dev.asupersync.combine.Join;
import dev.asupersync.combine.MapReduce;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs side by side, all of them waited for. Rules: 8.1 to 8.4, 8.17. */
public interface AllContract extends RuntimeSource {

  @Test
  default void two_values_of_different_types_are_put_together() {
    Bench.check(this, cx -> {
      Both<String, Integer, RuntimeException> both = Join.both(cx, c -> "a", c -> 1);
      assertThat(both.combine((text, number) -> text + number)).isEqualTo(new Outcome.Ok<>("a1"));
    });
  }

  @Test
  default void the_second_is_waited_for_and_kept_although_the_first_failed() {
    Bench.check(this, cx -> {
      Both<String, Integer, Oops> both =
          Join.both(cx, Oops.class, Parts.err("first"), Parts.after(Parts.SOON, Parts.ok(7)));
      assertThat(both.second()).isEqualTo(new Outcome.Ok<>(7));
      assertThat(both.combine((a, b) -> a + b).declaredError().orElseThrow()).hasMessage("first");
    });
  }

  @Test
  default void of_both_the_worse_is_told() {
    Bench.check(this, cx -> {
      IllegalStateException broken = new IllegalStateException("broken");
      assertThat(Join.both(cx, Oops.class, Parts.err("e"), c -> {
        throw broken;
      }).combine((a, b) -> "")).isEqualTo(new Outcome.Panicked<>(broken));
      assertThat(Join.both(cx, Oops.class, Parts.err("e"), c -> {
        throw new CancelledError(CancelReason.user("stop"));
      }).combine((a, b) -> "")).isInstanceOf(Outcome.Cancelled.class);
    });
  }

  @Test
  default void outcomes_come_in_the_order_of_the_programs() {
    Bench.check(this, cx -> {
      All<Integer, Oops> all =
          Join.all(cx, Oops.class, Parts.after(Parts.SOON, Parts.ok(1)), Parts.ok(2), Parts.ok(3));
      assertThat(all.values()).isEqualTo(new Outcome.Ok<>(List.of(1, 2, 3)));
    });
  }

  @Test
  default void of_nothing_there_is_the_empty_list() {
    Bench.check(this, cx ->
        assertThat(Join.all(cx, Oops.class, List.of()).values()).isEqualTo(new Outcome.Ok<>(List.of())));
  }

  @Test
  default void a_failure_leaves_the_others_alone() {
    Bench.check(this, cx -> {
      All<Integer, Oops> all =
          Join.all(cx, Oops.class, Parts.ok(1), Parts.err("x"), Parts.after(Parts.SOON, Parts.ok(3)), Parts.err("y"));
      assertThat(all.ok()).containsExactly(1, 3);
      assertThat(all.failures()).isEqualTo(2);
      assertThat(all.firstFailure()).hasValue(1);
      assertThat(all.values().declaredError().orElseThrow()).hasMessage("x");
    });
  }

  @Test
  default void fail_fast_stops_the_others_waits_for_them_and_tells_the_error() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<List<String>, Oops> outcome = Join.failFast(
          cx, Oops.class, parts.endless("first"), parts.once("first last", Parts.err("x")), parts.endless("last"));
      assertThat(outcome.declaredError().orElseThrow()).hasMessage("x");
      assertThat(parts.said()).containsExactlyInAnyOrder("first fail-fast", "last fail-fast");
    });
  }

  @Test
  default void under_fail_fast_a_cancelled_program_cancels_nobody_else() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<List<String>, Oops> outcome = Join.failFast(
          cx, Oops.class,
          c -> {
            throw new CancelledError(CancelReason.user("stop"));
          },
          Parts.after(Parts.SOON, parts.saying("second", Parts.ok("2"))));
      assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
      assertThat(parts.said()).containsExactly("second");
    });
  }

  @Test
  default void under_fail_fast_all_ok_is_the_list_of_the_values() {
    Bench.check(this, cx ->
        assertThat(Join.failFast(cx, Oops.class, Parts.after(Parts.SOON, Parts.ok(1)), Parts.ok(2)))
            .isEqualTo(new Outcome.Ok<>(List.of(1, 2))));
  }

  @Test
  default void a_cancelled_caller_waits_for_all_and_has_what_they_made_of_it() {
    Parts parts = new Parts();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
          All<String, Oops> all = Join.all(c, Oops.class, parts.endless("a"), Parts.ok("b"));
          parts.say("all " + all.values().severity() + " " + all.ok());
        });
        parts.awaitBegun(scope.cx(), "a");
        Bench.until(scope.cx(), () -> bench.events.lines().stream().anyMatch(line -> line.matches("end T\\d+ OK")));
        caller.cancel(CancelReason.user("stop"));
        caller.join();
        assertThat(parts.said()).containsExactly("a parent cancelled", "all CANCELLED [b]");
      });
    }
  }

  @Test
  default void a_caller_that_is_cancelled_already_starts_nothing() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      Throwable thrown = Refusals.thrownBy(() ->
          Join.all(scope.cx(), Oops.class, parts.saying("ran", Parts.ok(1))));
      assertThat(thrown).isInstanceOf(CancelledError.class);
      assertThat(parts.said()).isEmpty();
    });
  }

  @Test
  default void map_reduce_folds_in_the_order_of_the_inputs() {
    Bench.check(this, cx -> {
      List<Integer> inputs = List.of(3, 1, 2);
      assertThat(MapReduce.of(cx, inputs, (c, n) -> {
        c.sleep(Duration.ofMillis(n));
        return "" + n;
      }, String::concat)).isEqualTo(new Outcome.Ok<>(Optional.of("312")));
    });
  }

  @Test
  default void map_reduce_of_nothing_is_nothing() {
    Bench.check(this, cx ->
        assertThat(MapReduce.of(cx, List.<Integer>of(), (c, n) -> n, Integer::sum))
            .isEqualTo(new Outcome.Ok<>(Optional.empty())));
  }

  @Test
  default void map_reduce_with_a_failure_reduces_nothing_and_waits_for_the_rest() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<Optional<Integer>, Oops> outcome = MapReduce.of(cx, Oops.class, List.of(0, 1), (c, n) -> {
        if (n == 0) {
          throw new Oops("zero");
        }
        c.sleep(Parts.SOON);
        parts.say("one");
        return n;
      }, (a, b) -> {
        throw new AssertionError("reduced");
      });
      assertThat(outcome.declaredError().orElseThrow()).hasMessage("zero");
      assertThat(parts.said()).containsExactly("one");
    });
  }
}
