package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a request to stop travels, and how it gets stronger. Rules: 3.16 to 3.18, 5.2 to 5.6. */
public interface CancellationContract extends RuntimeSource {

  Duration FOR_EVER = Duration.ofHours(1);

  /** Sleeps until it is cancelled and gives the reason. */
  static CancelReason cancelled(Cx cx) {
    try {
      cx.sleep(FOR_EVER);
    } catch (CancelledError told) {
      return told.reason();
    }
    throw new AssertionError("not cancelled");
  }

  @Test
  default void a_request_goes_down_the_tree_with_a_chain_of_causes() {
    Map<String, CancelReason> told = new ConcurrentHashMap<>();
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("top"), top -> {
        top.launch(c -> c.region(RegionOptions.named("middle"), middle -> {
          middle.launch(m -> m.region(RegionOptions.named("low"), low -> {
            told.put("low", cancelled(low.cx()));
            return "";
          }));
          told.put("middle", cancelled(middle.cx()));
          return "";
        }));
        top.launch(TaskOptions.named("task"), c -> told.put("top", cancelled(c)));
        bench.await(top.cx(), "blocked task SLEEP");
        bench.await(top.cx(), "blocked body of middle SLEEP");
        bench.await(top.cx(), "blocked body of low SLEEP");
        top.cancel(CancelReason.user("stop"));
        return "";
      }));
    }

    CancelReason top = Bench.present(told.get("top"));
    CancelReason middle = Bench.present(told.get("middle"));
    CancelReason low = Bench.present(told.get("low"));
    assertThat(top.kind()).isEqualTo(CancelKind.USER);
    assertThat(top.cause()).isEmpty();
    assertThat(middle.kind()).isEqualTo(CancelKind.PARENT_CANCELLED);
    assertThat(middle.cause()).contains(top);
    assertThat(middle.region()).isEqualTo(top.region());
    assertThat(low.kind()).isEqualTo(CancelKind.PARENT_CANCELLED);
    assertThat(low.cause()).contains(middle);
    assertThat(low.atNanos()).isEqualTo(middle.atNanos()).isEqualTo(top.atNanos());
  }

  @Test
  default void parents_are_told_before_children() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("top"), top -> {
        top.launch(c -> c.region(RegionOptions.named("low"), low -> {
          low.cx().sleep(FOR_EVER);
          return "";
        }));
        bench.await(top.cx(), "blocked body of low SLEEP");
        top.cancel(CancelReason.user("stop"));
        return "";
      }));

      assertThat(bench.events.lines("region cancelled")).containsExactly(
          "region cancelled top USER", "region cancelled low PARENT_CANCELLED");
    }
  }

  @Test
  default void cancelling_again_for_the_same_reason_changes_nothing() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.launch(TaskOptions.named("t"), c -> c.sleep(FOR_EVER));
        bench.await(scope.cx(), "blocked t SLEEP");
        CancelReason stop = CancelReason.user("stop");
        scope.cancel(stop);
        scope.cancel(stop);
        return "";
      }));

      assertThat(bench.events.lines("region cancelled r")).hasSize(1);
      assertThat(bench.events.lines("cancel t")).hasSize(1);
    }
  }

  @Test
  default void a_stronger_request_wins_and_a_weaker_one_changes_nothing() {
    try (Bench bench = Bench.of(this)) {
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.cancel(CancelReason.of(CancelKind.TIMEOUT));
        scope.cancel(CancelReason.of(CancelKind.SHUTDOWN));
        scope.cancel(CancelReason.user("late"));
        return "";
      }));

      assertThat(outcome.cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.SHUTDOWN);
      assertThat(bench.events.lines("region cancelled r")).containsExactly(
          "region cancelled r TIMEOUT", "region cancelled r SHUTDOWN");
    }
  }

  @Test
  default void a_child_region_keeps_the_stronger_of_its_own_reason_and_its_parents() {
    Map<String, Outcome<String, RuntimeException>> ended = new ConcurrentHashMap<>();
    AtomicBoolean told = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(top -> {
        for (CancelKind own : new CancelKind[] {CancelKind.TIMEOUT, CancelKind.SHUTDOWN}) {
          String name = own.name();
          top.launch(c -> ended.put(name, c.region(RegionOptions.named(name), low -> {
            low.cancel(CancelReason.of(own));
            try (var _ = low.cx().mask()) {
              Bench.until(low.cx(), told::get);
            }
            return "";
          })));
          bench.await(top.cx(), "region cancelled " + name + " " + name);
        }
        top.cancel(CancelReason.user("stop"));
        told.set(true);
        return "";
      }));
    }

    assertThat(kindOf(ended, "TIMEOUT")).isEqualTo(CancelKind.PARENT_CANCELLED);
    assertThat(kindOf(ended, "SHUTDOWN")).isEqualTo(CancelKind.SHUTDOWN);
  }

  private static CancelKind kindOf(Map<String, Outcome<String, RuntimeException>> ended, String name) {
    Outcome<String, RuntimeException> outcome = ended.get(name);
    if (outcome == null) {
      throw new AssertionError("region " + name + " did not end");
    }
    return outcome.cancelReason().orElseThrow().kind();
  }

  @Test
  default void a_request_never_touches_what_has_ended() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<Integer, RuntimeException> done = scope.spawn(TaskOptions.named("t"), c -> 7);
        done.join();
        done.cancel(CancelReason.user("too late"));
        scope.cancel(CancelReason.user("stop"));
        assertThat(done.tryJoin()).contains(new Outcome.Ok<>(7));
      });

      assertThat(bench.events.lines("cancel t")).isEmpty();
    }
  }

  @Test
  default void cancelling_a_task_reaches_the_region_that_it_has_opened() {
    Map<String, CancelReason> told = new ConcurrentHashMap<>();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> task = scope.launch(c -> c.region(RegionOptions.named("in"), inner -> {
          inner.launch(TaskOptions.named("deep"), d -> told.put("deep", cancelled(d)));
          return "";
        }));
        bench.await(scope.cx(), "blocked deep SLEEP");
        task.cancel(CancelReason.user("stop"));
        task.join();
        scope.cx().checkpoint();
      });
    }

    CancelReason deep = Bench.present(told.get("deep"));
    assertThat(deep.kind()).isEqualTo(CancelKind.PARENT_CANCELLED);
    assertThat(deep.rootCause().message()).contains("stop");
  }

  @Test
  default void a_task_that_waits_is_woken() {
    Bench.within(this, scope -> {
      long before = scope.cx().nanoTime();
      TaskHandle<?, RuntimeException> sleeper = scope.launch(c -> c.sleep(FOR_EVER));
      sleeper.cancel(CancelReason.user("stop"));
      sleeper.join();
      assertThat(Duration.ofNanos(scope.cx().nanoTime() - before)).isLessThan(Duration.ofMinutes(10));
    });
  }

  @Test
  default void a_request_that_comes_before_the_body_reaches_the_body() {
    try (Bench bench = Bench.of(HastyAlarms.over(wiring()))) {
      Outcome<String, RuntimeException> outcome =
          bench.run(cx -> cx.region(RegionOptions.DEFAULT.withTimeout(Duration.ZERO), scope -> {
            scope.cx().sleep(FOR_EVER);
            return "";
          }));

      assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.TIMEOUT);
      assertThat(bench.events.lines("ack")).isNotEmpty();
    }
  }

  @Test
  default void a_reason_says_where_it_came_from() {
    Bench.check(this, cx -> cx.region(RegionOptions.named("r"), scope -> {
      scope.cancel(CancelReason.user("stop"));
      CancelReason why = scope.cx().cancelReason().orElseThrow();
      assertThat(why.region()).contains(scope.id());
      assertThat(why.message()).contains("stop");
      return "";
    }));
  }
}
