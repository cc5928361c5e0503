package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Bracket;
import dev.asupersync.combine.Timeout;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** So long and no longer; and giving back what was got. Rules: 8.11, 8.18. */
public interface TimeoutContract extends RuntimeSource {

  @Test
  default void what_ends_in_time_is_as_it_ended() {
    CancelledError own = new CancelledError(CancelReason.user("enough"));
    Bench.check(this, cx -> {
      assertThat(Timeout.of(cx, Oops.class, Parts.NEVER, Parts.ok(1))).isEqualTo(new Outcome.Ok<>(1));
      assertThat(Timeout.of(cx, Oops.class, Parts.NEVER, Parts.err("x")).declaredError().orElseThrow()).hasMessage("x");
      assertThat(Timeout.of(cx, Oops.class, Parts.NEVER, c -> {
        throw own;
      }).cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.USER);
    });
  }

  @Test
  default void what_does_not_is_cancelled_and_waited_for() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Timeout.of(cx, Oops.class, Parts.SOON, parts.endless("late"));
      assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.TIMEOUT);
      assertThat(parts.said()).containsExactly("late timeout");
    });
  }

  @Test
  default void a_value_that_comes_too_late_is_given_all_the_same() {
    Bench.check(this, cx -> {
      assertThat(Timeout.of(cx, Duration.ofMillis(1), c -> {
        overrun(c);
        return 7;
      })).isEqualTo(new Outcome.Ok<>(7));
    });
  }

  @Test
  default void an_error_or_a_panic_that_comes_too_late_is_told_all_the_same() {
    IllegalStateException broken = new IllegalStateException("broken");
    Bench.check(this, cx -> {
      assertThat(Timeout.of(cx, Oops.class, Duration.ofMillis(1), c -> {
        overrun(c);
        throw new Oops("late");
      }).declaredError().orElseThrow()).hasMessage("late");
      assertThat(Timeout.of(cx, Oops.class, Duration.ofMillis(1), c -> {
        overrun(c);
        throw broken;
      })).isEqualTo(new Outcome.Panicked<>(broken));
    });
  }

  /** Until after the time limit of 1 ms has been told. */
  private static void overrun(Cx cx) {
    try (var _ = cx.mask()) {
      while (!cx.isCancelRequested()) {
        cx.sleep(Duration.ofMillis(1));
      }
    }
  }

  @Test
  default void a_timeout_inside_cannot_have_more_time_than_the_one_around_it() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Timeout.of(
          cx, Oops.class, Parts.SOON,
          c -> Timeout.of(c, Oops.class, Parts.NEVER, parts.<String>endless("x")).orThrow());
      assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.TIMEOUT);
      assertThat(parts.said()).isSubsetOf("x parent cancelled"); // nothing if the time was over before it began
    });
  }

  @Test
  default void a_value_is_kept_though_the_caller_was_cancelled() {
    Parts parts = new Parts();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> caller = scope.launch(c ->
            parts.say("got " + Timeout.of(c, Parts.NEVER, own -> {
              bench.events.mark("begun");
              overrun(own);
              return 7;
            })));
        bench.await(scope.cx(), "begun");
        caller.cancel(CancelReason.user("stop"));
        caller.join();
        assertThat(parts.said()).containsExactly("got " + new Outcome.Ok<>(7));
      });
    }
  }

  @Test
  default void what_was_got_is_given_back_after_each_kind_of_end() {
    Bench.check(this, cx -> {
      Parts parts = new Parts();
      assertThat(bracket(cx, parts, Parts.ok(1))).isEqualTo(new Outcome.Ok<>(1));
      parts.say("-");
      assertThat(bracket(cx, parts, Parts.err("x")).declaredError().orElseThrow()).hasMessage("x");
      parts.say("-");
      assertThat(bracket(cx, parts, Parts.panic("broken"))).isInstanceOf(Outcome.Panicked.class);
      parts.say("-");
      assertThat(bracket(cx, parts, c -> {
        throw new CancelledError(CancelReason.user("stop"));
      })).isInstanceOf(Outcome.Cancelled.class);
      assertThat(parts.said())
          .containsExactly("got", "back", "-", "got", "back", "-", "got", "back", "-", "got", "back");
    });
  }

  private static Outcome<Integer, Oops> bracket(Cx cx, Parts parts, Task<Integer, Oops> use) {
    return Bracket.of(cx, Oops.class, parts.saying("got", Parts.ok("it")), (c, it) -> use.run(c), (c, it) -> {
      assertThat(it).isEqualTo("it");
      parts.say("back");
    });
  }

  @Test
  default void what_could_not_be_got_is_neither_used_nor_given_back() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<Integer, Oops> outcome = Bracket.of(cx, Oops.class, Parts.<String>err("none"), (c, it) -> {
        parts.say("used");
        return 1;
      }, (c, it) -> parts.say("back"));
      assertThat(outcome.declaredError().orElseThrow()).hasMessage("none");
      assertThat(parts.said()).isEmpty();
    });
  }

  @Test
  default void what_was_got_while_the_caller_was_cancelled_is_given_back_masked() {
    Parts parts = new Parts();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> caller = scope.launch(own -> {
          Outcome<Integer, RuntimeException> outcome = Bracket.of(own, c -> {
            bench.events.mark("begun");
            overrun(c);
            return "it";
          }, (c, it) -> {
            c.sleep(Parts.NEVER);
            return 1;
          }, (c, it) -> {
            c.sleep(Duration.ofMillis(1));
            parts.say("back " + it);
          });
          parts.say("over " + outcome.severity());
        });
        bench.await(scope.cx(), "begun");
        caller.cancel(CancelReason.user("stop"));
        caller.join();
        assertThat(parts.said()).containsExactly("back it", "over CANCELLED");
      });
    }
  }

  @Test
  default void a_release_that_fails_is_a_panic_and_comes_after_that_of_the_use() {
    Bench.check(this, cx -> {
      Outcome<Integer, Oops> one = Bracket.of(cx, Oops.class, Parts.ok("it"), (c, it) -> 1, (c, it) -> {
        throw new Oops("release");
      });
      assertThat(one).isInstanceOfSatisfying(
          Outcome.Panicked.class, panic -> assertThat(panic.cause()).hasMessage("release"));
      Outcome<Integer, Oops> both = Bracket.of(cx, Oops.class, Parts.ok("it"), (c, it) -> {
        throw new IllegalStateException("use");
      }, (c, it) -> {
        throw new Oops("release");
      });
      assertThat(both).isInstanceOfSatisfying(Outcome.Panicked.class, panic -> {
        assertThat(panic.cause()).hasMessage("use");
        assertThat(panic.cause().getSuppressed()[0]).hasMessage("release");
      });
    });
  }
}
