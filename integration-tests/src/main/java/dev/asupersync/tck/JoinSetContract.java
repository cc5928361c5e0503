package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.JoinSet;
import dev.asupersync.error.CancelledError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Outcomes in the order in which they come. Rule: 8.22. */
public interface JoinSetContract extends RuntimeSource {

  @Test
  default void outcomes_are_taken_in_the_order_of_the_ends() {
    Bench.check(this, cx -> {
      Outcome<List<Integer>, Oops> outcome = JoinSet.open(cx, Oops.class, (JoinSet<Integer, Oops> set) -> {
        List<TaskHandle<Integer, Oops>> spawned = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= 3; i++) {
          int number = i;
          spawned.add(set.spawn(c -> {
            Bench.until(c, () -> spawned.size() == 3);
            Bench.until(c, () -> number == 3 || spawned.get(number).tryJoin().isPresent());
            return number;
          }));
        }
        List<Integer> got = new ArrayList<>();
        for (Optional<Outcome<Integer, Oops>> next = set.next(); next.isPresent(); next = set.next()) {
          got.add(next.get().orThrow());
        }
        assertThat(set.size()).isZero();
        return got;
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>(List.of(3, 2, 1)));
    });
  }

  @Test
  default void those_that_ended_before_anybody_asked_come_in_the_order_of_their_ends() {
    Bench.check(this, cx -> {
      Outcome<List<Integer>, RuntimeException> outcome = JoinSet.open(cx, (JoinSet<Integer, RuntimeException> set) -> {
        List<TaskHandle<Integer, RuntimeException>> handles = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
          int number = i;
          handles.add(set.spawn(c -> {
            Bench.until(c, () -> handles.size() == 4);
            if (number < 3) {
              handles.get(number + 1).join(c);
            }
            return number;
          }));
        }
        handles.getFirst().join();
        List<Integer> got = new ArrayList<>();
        for (var next = set.tryNext(); next.isPresent(); next = set.tryNext()) {
          got.add(next.get().orThrow());
        }
        return got;
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>(List.of(3, 2, 1, 0)));
    });
  }

  @Test
  default void an_empty_set_has_no_next() {
    Bench.check(this, cx -> assertThat(JoinSet.open(cx, set -> set.next().isEmpty() && set.tryNext().isEmpty()))
        .isEqualTo(new Outcome.Ok<>(true)));
  }

  @Test
  default void what_still_runs_when_the_body_returns_is_cancelled_and_waited_for() {
    Parts parts = new Parts();
    Bench.check(this, cx -> {
      Outcome<Integer, Oops> outcome = JoinSet.open(cx, Oops.class, (JoinSet<Integer, Oops> set) -> {
        set.spawn(parts.endless("slow"));
        set.spawn(parts.once("slow", Parts.ok(1)));
        return set.next().orElseThrow().orThrow();
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>(1));
      assertThat(parts.said()).containsExactly("slow user");
    });
  }

  @Test
  default void an_error_of_one_leaves_the_others_alone() {
    Bench.check(this, cx -> {
      Outcome<Integer, Oops> outcome = JoinSet.open(cx, Oops.class, (JoinSet<Integer, Oops> set) -> {
        set.spawn(Parts.err("x"));
        set.spawn(Parts.after(Parts.SOON, Parts.ok(2)));
        return set.next().orElseThrow().orElse(0) + set.next().orElseThrow().orElse(0);
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>(2));
    });
  }

  @Test
  default void a_member_that_was_cancelled_before_it_ran_is_not_forgotten() {
    Bench.check(this, cx -> {
      Outcome<Integer, RuntimeException> outcome = JoinSet.open(cx, (JoinSet<Integer, RuntimeException> set) -> {
        set.spawn(c -> 1).cancel(CancelReason.user("stop"));
        set.spawn(c -> 2);
        int taken = 0;
        while (set.next().isPresent()) {
          taken++;
        }
        return taken;
      });
      assertThat(outcome).isEqualTo(new Outcome.Ok<>(2));
    });
  }

  @Test
  default void a_next_that_is_cancelled_has_taken_nothing() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c ->
          JoinSet.open(c, Oops.class, (JoinSet<String, Oops> set) -> {
            set.spawn(parts.endless("a"));
            try {
              return set.next();
            } catch (CancelledError told) {
              parts.say("left " + set.size());
              throw told;
            }
          }));
      parts.awaitBegun(scope.cx(), "a");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).containsExactlyInAnyOrder("left 1", "a parent cancelled");
    });
  }
}
