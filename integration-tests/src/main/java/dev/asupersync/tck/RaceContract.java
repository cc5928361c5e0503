package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Hedge;
import dev.asupersync.combine.Race;
import dev.asupersync.combine.Timeout;
import dev.asupersync.error.CancelledError;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.Limits;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first to end wins, and nothing of the losers is left. Rules: 1.20 to 1.22, 8.5 to 8.10, 8.14. */
public interface RaceContract extends RuntimeSource {

  @Test
  default void the_first_to_end_wins_and_the_loser_is_told_and_waited_for() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome =
          Race.of(cx, Oops.class, parts.endless("loser"), parts.once("loser", Parts.ok("winner")));
      assertThat(outcome).isEqualTo(new Outcome.Ok<>("winner"));
      assertThat(parts.said()).containsExactly("loser race lost");
    });
  }

  @Test
  default void an_error_wins_too() {
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Race.of(cx, Oops.class, Parts.after(Parts.NEVER, Parts.ok("")), Parts.err("x"));
      assertThat(outcome.declaredError().orElseThrow()).hasMessage("x");
    });
  }

  @Test
  default void a_cancellation_wins_too() {
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Race.of(cx, Oops.class, Parts.after(Parts.NEVER, Parts.ok("")), c -> {
        throw new CancelledError(CancelReason.user("enough"));
      });
      assertThat(outcome.cancelReason().orElseThrow().message()).contains("enough");
    });
  }

  @Test
  default void a_panic_of_a_loser_beats_a_winner() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Race.of(
          cx, Oops.class,
          parts.endless("a"),
          parts.endless("b", c -> {
            throw new IllegalStateException("b broke");
          }),
          parts.endless("c", c -> {
            throw new IllegalStateException("c broke");
          }),
          parts.once("a b c", Parts.ok("winner")));
      assertThat(outcome).isInstanceOfSatisfying(
          Outcome.Panicked.class, panic -> assertThat(panic.cause()).hasMessage("b broke"));
      assertThat(parts.said()).hasSize(3);
    });
  }

  @Test
  default void a_panic_of_the_winner_beats_that_of_a_loser() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<String, Oops> outcome = Race.of(
          cx, Oops.class,
          parts.endless("a", c -> {
            throw new IllegalStateException("loser broke");
          }),
          parts.once("a", Parts.panic("winner broke")));
      assertThat(outcome).isInstanceOfSatisfying(
          Outcome.Panicked.class, panic -> assertThat(panic.cause()).hasMessage("winner broke"));
    });
  }

  @Test
  default void what_a_loser_returns_after_it_was_told_is_dropped() {
    Bench.check(this, cx -> {
      Outcome<String, RuntimeException> outcome = Race.of(cx, c -> {
        try {
          c.sleep(Parts.NEVER);
          return "slept";
        } catch (CancelledError told) {
          return "loser";
        }
      }, c -> {
        c.sleep(Parts.SOON);
        return "winner";
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>("winner"));
    });
  }

  @Test
  default void of_several_that_have_ended_one_wins_and_none_is_told() {
    Pattern told = Pattern.compile("cancel (\\S+) RACE_LOST");
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> assertThat(Race.of(cx, c -> 1, c -> 2, c -> 3).orThrow()).isBetween(1, 3));
      List<String> lines = bench.events.lines();
      for (int i = 0; i < lines.size(); i++) {
        Matcher loser = told.matcher(lines.get(i));
        if (loser.matches()) {
          assertThat(lines.subList(0, i)).noneMatch(line -> line.startsWith("end " + loser.group(1) + " "));
        }
      }
    }
  }

  @Test
  default void a_race_of_one_is_that_one() {
    Bench.check(this, cx -> {
      assertThat(Race.of(cx, Oops.class, Parts.ok(1))).isEqualTo(new Outcome.Ok<>(1));
      assertThat(Race.of(cx, Oops.class, Parts.<Integer>err("x")).declaredError().orElseThrow()).hasMessage("x");
    });
  }

  @Test
  default void a_race_of_nobody_waits_until_it_is_cancelled() {
    Bench.check(this, cx -> {
      Outcome<String, RuntimeException> outcome =
          Timeout.of(cx, Parts.SOON, c -> Race.<String>of(c, List.of()).orThrow());
      assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.TIMEOUT);
    });
  }

  @Test
  default void never_loses_against_everybody() {
    Bench.check(this, cx ->
        assertThat(Race.of(cx, Oops.class, Race.never(), Parts.after(Parts.SOON, Parts.ok(1)), Race.never()))
            .isEqualTo(new Outcome.Ok<>(1)));
  }

  @Test
  default void a_cancelled_race_cancels_everybody_and_waits() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
        Outcome<String, Oops> race = Race.of(c, Oops.class, parts.endless("a"), parts.endless("b"));
        parts.say("over " + race.severity());
      });
      parts.awaitBegun(scope.cx(), "a b");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).hasSize(3).endsWith("over CANCELLED");
    });
  }

  @Test
  default void a_winner_is_kept_though_the_caller_is_cancelled_while_the_loser_cleans_up() {
    Parts parts = new Parts();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
          Outcome<String, Oops> race = Race.of(
              c, Oops.class,
              parts.endless("loser"),
              parts.once("loser", Parts.ok("winner")));
          parts.say(race.orElse("lost"));
        });
        Bench.until(scope.cx(), () -> bench.events.lines().stream().anyMatch(line -> line.endsWith("RACE_LOST")));
        caller.cancel(CancelReason.user("stop"));
        caller.join();
        // it may look at its reason only when the caller's cancellation has made that a stronger one
        assertThat(parts.said()).hasSize(2).last().isEqualTo("winner");
        assertThat(parts.said().getFirst()).isIn("loser race lost", "loser parent cancelled");
      });
    }
  }

  @Test
  default void a_hedge_that_is_answered_in_time_never_asks_again() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      assertThat(Hedge.of(cx, Oops.class, Parts.NEVER, Parts.ok("first"), parts.saying("second", Parts.ok("second"))))
          .isEqualTo(new Outcome.Ok<>("first"));
      assertThat(Hedge.of(cx, Oops.class, Parts.NEVER, Parts.<String>err("x"), parts.saying("second", Parts.ok("")))
          .declaredError().orElseThrow()).hasMessage("x");
      assertThat(parts.said()).isEmpty();
    });
  }

  @Test
  default void a_hedge_that_waits_too_long_asks_again_and_drains_the_loser() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      assertThat(Hedge.of(cx, Oops.class, Parts.SOON, parts.endless("first"), Parts.ok("second")))
          .isEqualTo(new Outcome.Ok<>("second"));
      assertThat(parts.said()).containsExactly("first race lost");
    });
  }

  @Test
  default void the_delay_of_a_hedge_does_not_disturb_the_first_program() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      assertThat(Hedge.of(
              cx, Oops.class, Duration.ofMillis(1),
              Parts.after(Parts.SOON, Parts.ok("first")), parts.endless("second")))
          .isEqualTo(new Outcome.Ok<>("first"));
      assertThat(parts.said()).isSubsetOf("second race lost");
    });
  }

  @Test
  default void a_hedge_that_is_cancelled_before_its_delay_never_asks_again() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
        Outcome<String, Oops> hedge = Hedge.of(
            c, Oops.class, Parts.NEVER, parts.endless("first"), parts.saying("second", Parts.ok("second")));
        parts.say("over " + hedge.severity());
      });
      parts.awaitBegun(scope.cx(), "first");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).containsExactly("first parent cancelled", "over CANCELLED");
    });
  }

  @Test
  default void a_hedge_whose_second_program_is_refused_cancels_the_first() {
    Parts parts = new Parts();
    KernelSettings few = KernelSettings.DEFAULT.withLimits(new Limits(1, 100, 100, 100));
    try (Bench bench = Bench.of(this, few)) {
      bench.check(cx -> {
        Outcome<String, Oops> outcome =
            Hedge.of(cx, Oops.class, Parts.SOON, parts.endless("first"), parts.saying("second", Parts.ok("second")));
        assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.RESOURCE_UNAVAILABLE);
        assertThat(parts.said()).containsExactly("first resource unavailable");
      });
    }
  }
}
