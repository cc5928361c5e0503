package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Quorum;
import dev.asupersync.combine.Votes;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So many of so many. Rule: 8.13. */
public interface QuorumContract extends RuntimeSource {

  @Test
  default void enough_values_are_given_in_order_and_the_rest_is_told_and_waited_for() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Votes<Integer, Oops> votes = Quorum.of(
          cx, Oops.class, 2, parts.once("second", Parts.ok(1)), parts.endless("second"), Parts.ok(3));
      assertThat(votes.isMet()).isTrue();
      assertThat(votes.values()).isEqualTo(new Outcome.Ok<>(List.of(1, 3)));
      assertThat(parts.said()).containsExactly("second race lost");
    });
  }

  @Test
  default void errors_do_not_count_against_it_while_enough_are_left() {
    Bench.check(this, cx -> {
      Votes<Integer, Oops> votes =
          Quorum.of(cx, Oops.class, 1, Parts.err("a"), Parts.after(Parts.SOON, Parts.ok(2)), Parts.err("c"));
      assertThat(votes.values()).isEqualTo(new Outcome.Ok<>(List.of(2)));
    });
  }

  @Test
  default void when_too_few_are_left_the_rest_is_told_and_waited_for() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Votes<Integer, Oops> votes = Quorum.of(
          cx, Oops.class, 2, parts.once("b", Parts.err("a")), parts.endless("b"), parts.once("b", Parts.err("c")));
      assertThat(votes.isMet()).isFalse();
      assertThat(votes.values().declaredError().orElseThrow()).hasMessage("a");
      assertThat(votes.all().errors()).hasSize(2);
      assertThat(parts.said()).containsExactly("b race lost");
    });
  }

  @Test
  default void a_quorum_of_none_is_met_at_once() {
    Bench.check(this, cx -> {
      assertThat(Quorum.of(cx, Oops.class, 0, Parts.after(Parts.NEVER, Parts.ok(1))).values())
          .isEqualTo(new Outcome.Ok<>(List.of()));
      assertThat(Quorum.of(cx, Oops.class, 0, List.of()).values()).isEqualTo(new Outcome.Ok<>(List.of()));
    });
  }

  @Test
  default void a_quorum_of_more_than_there_are_is_refused() {
    Bench.check(this, cx -> {
      Refusals.expect(ErrorCode.BAD_POLICY, () -> Quorum.of(cx, Oops.class, 2, Parts.ok(1)));
      Refusals.expect(ErrorCode.BAD_POLICY, () -> Quorum.of(cx, Oops.class, -1, Parts.ok(1)));
    });
  }

  @Test
  default void a_panic_of_any_program_spoils_it_even_of_one_that_was_not_needed() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Votes<Integer, Oops> votes = Quorum.of(
          cx, Oops.class, 1,
          parts.once("b", Parts.ok(1)),
          parts.endless("b", c -> {
            throw new IllegalStateException("broken");
          }));
      assertThat(votes.isMet()).isTrue();
      assertThat(votes.values()).isInstanceOf(Outcome.Panicked.class);
    });
  }

  @Test
  default void a_cancellation_of_somebody_elses_counts_more_than_an_error() {
    Bench.check(this, cx -> {
      Votes<Integer, Oops> votes = Quorum.of(cx, Oops.class, 2, Parts.err("a"), c -> {
        throw new CancelledError(CancelReason.user("enough"));
      }, Parts.after(Parts.SOON, Parts.ok(3)));
      assertThat(votes.isMet()).isFalse();
      assertThat(Bench.reasonOf(votes.all().outcomes().get(1)).kind()).isEqualTo(CancelKind.USER);
      assertThat(votes.values()).isInstanceOf(Outcome.Cancelled.class);
    });
  }

  @Test
  default void a_quorum_of_all_is_a_join() {
    Bench.check(this, cx -> {
      assertThat(Quorum.of(cx, Oops.class, 2, Parts.after(Parts.SOON, Parts.ok(1)), Parts.ok(2)).values())
          .isEqualTo(new Outcome.Ok<>(List.of(1, 2)));
      assertThat(Quorum.of(cx, Oops.class, 2, Parts.ok(1), Parts.err("x")).values().declaredError().orElseThrow())
          .hasMessage("x");
    });
  }

  @Test
  default void a_cancelled_caller_stops_and_waits_for_everybody() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
        Votes<String, Oops> votes = Quorum.of(c, Oops.class, 1, parts.endless("a"), parts.endless("b"));
        parts.say("over " + votes.values().severity());
      });
      parts.awaitBegun(scope.cx(), "a b");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).hasSize(3).endsWith("over CANCELLED");
    });
  }
}
