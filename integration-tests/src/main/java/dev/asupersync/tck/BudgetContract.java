package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.Mask;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What limits do. Rules: 2.6, 2.7, 2.10 to 2.12, 2.15, D8, D15. */
public interface BudgetContract extends RuntimeSource {

  Duration AGES = Duration.ofHours(1);

  @Test
  default void a_child_has_the_tighter_of_its_own_and_its_regions_budget() {
    Bench.check(this, cx -> {
      Instant late = cx.now().plus(AGES);
      Instant early = late.minus(Duration.ofMinutes(1));
      Budget outer = Budget.DEFAULT.withDeadline(early).withCostQuota(10).withPriority(150);
      Budget inner = Budget.DEFAULT.withDeadline(late).withCostQuota(20).withPriority(100);
      cx.region(RegionOptions.DEFAULT.withBudget(outer), scope -> {
        Budget seen = Bench.valueOf(
            scope.spawn(TaskOptions.DEFAULT.withBudget(inner), c -> c.budget()).join());
        assertThat(seen.deadline()).contains(early);
        assertThat(seen.costQuota()).isEqualTo(10);
        assertThat(seen.priority()).isEqualTo(150);
        return "";
      });
    });
  }

  @Test
  default void a_region_inside_cannot_have_more_than_the_one_around_it() {
    Bench.check(this, cx -> cx.region(RegionOptions.DEFAULT.withBudget(Budget.DEFAULT.withCostQuota(5)), outer -> {
      RegionOptions generous = RegionOptions.DEFAULT.withBudget(Budget.DEFAULT.withCostQuota(500));
      outer.cx().region(generous, inner -> {
        assertThat(inner.cx().budget().costQuota()).isEqualTo(5);
        return "";
      });
      return "";
    }));
  }

  @Test
  default void the_timeout_of_a_region_cancels_all_of_it_by_alarm() {
    try (Bench bench = Bench.of(this)) {
      RegionOptions limited = RegionOptions.named("r").withTimeout(Duration.ofMillis(100)); // enough to begin in
      Outcome<String, RuntimeException> outcome = bench.run(cx -> cx.region(limited, scope -> {
        scope.launch(TaskOptions.named("t"), c -> c.sleep(AGES));
        scope.cx().sleep(AGES);
        return "";
      }));

      assertThat(Bench.reasonOf(outcome).kind()).isEqualTo(CancelKind.TIMEOUT);
      assertThat(bench.events.lines("cancel t")).isNotEmpty();
    }
  }

  @Test
  default void the_deadline_of_a_regions_budget_cancels_all_of_it_by_alarm() {
    Outcome<String, RuntimeException> outcome = Bench.value(this, cx -> {
      Budget limits = Budget.DEFAULT.withDeadline(cx.now().plus(Duration.ofMillis(10)));
      return cx.region(RegionOptions.DEFAULT.withBudget(limits), scope -> {
        scope.launch(c -> c.sleep(AGES));
        return "";
      });
    });

    assertThat(Bench.reasonOf(outcome).kind().isTimeExceeded()).isTrue();
  }

  @Test
  default void the_deadline_of_a_task_is_its_own() {
    Bench.within(this, scope -> {
      TaskOptions limited = TaskOptions.DEFAULT.withTimeout(Duration.ofMillis(5));
      TaskHandle<?, RuntimeException> task = scope.launch(limited, c -> c.sleep(AGES));
      assertThat(Bench.reasonOf(task.join()).kind().isTimeExceeded()).isTrue();
      scope.cx().checkpoint();
    });
  }

  @Test
  default void a_timeout_tightens_and_never_loosens() {
    Bench.check(this, cx -> {
      Instant early = cx.now().plus(Duration.ofMinutes(5));
      RegionOptions limited = RegionOptions.DEFAULT.withBudget(Budget.DEFAULT.withDeadline(early));
      cx.region(limited, scope -> {
        TaskOptions generous = TaskOptions.DEFAULT.withTimeout(AGES);
        Budget seen = Bench.valueOf(scope.spawn(generous, c -> c.budget()).join());
        assertThat(seen.deadline()).contains(early);
        return "";
      });
    });
  }

  @Test
  default void a_task_has_as_many_polls_as_its_quota_says() {
    AtomicInteger checkpoints = new AtomicInteger();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskOptions limited = TaskOptions.named("t").withBudget(Budget.DEFAULT.withPollQuota(5));
        TaskHandle<?, RuntimeException> task = scope.launch(limited, c -> {
          while (checkpoints.get() < 1_000) {
            c.checkpoint();
            checkpoints.incrementAndGet();
          }
        });
        assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.POLL_QUOTA);
        scope.cx().checkpoint();
      });

      assertThat(bench.events.lines("exhausted t")).containsExactly("exhausted t POLL_QUOTA");
    }
    assertThat(checkpoints).as("five polls: the start and the checkpoints").hasValueBetween(3, 4);
  }

  @Test
  default void an_operation_that_need_not_wait_costs_no_poll() {
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(100));
      Sender<Integer> sender = channel.sender();
      Receiver<Integer> receiver = channel.receiver();
      TaskOptions limited = TaskOptions.DEFAULT.withBudget(Budget.DEFAULT.withPollQuota(3));
      TaskHandle<Integer, RuntimeException> task = scope.spawn(limited, c -> {
        for (int i = 0; i < 100; i++) {
          sender.send(c, i);
        }
        int sum = 0;
        for (int i = 0; i < 100; i++) {
          sum += receiver.recv(c);
        }
        return sum;
      });
      assertThat(task.join()).isEqualTo(new Outcome.Ok<>(4950));
    });
  }

  @Test
  default void a_wait_costs_one_poll() {
    Bench.check(this, cx -> {
      long before = cx.region(RegionOptions.DEFAULT.withBudget(Budget.DEFAULT.withPollQuota(50)), scope -> {
        long first = scope.cx().budget().pollQuota();
        scope.cx().sleep(Duration.ofMillis(2));
        return first - scope.cx().budget().pollQuota();
      }).orElse(-1L);
      assertThat(before).isEqualTo(1);
    });
  }

  @Test
  default void cost_is_taken_whole_or_not_at_all() {
    Bench.within(this, scope -> {
      TaskOptions limited = TaskOptions.DEFAULT.withBudget(Budget.DEFAULT.withCostQuota(10));
      TaskHandle<?, RuntimeException> task = scope.launch(limited, c -> {
        c.spend(0);
        c.spend(7);
        assertThat(c.budget().costQuota()).isEqualTo(3);
        Throwable refused = Refusals.thrownBy(() -> c.spend(4));
        assertThat(refused).isInstanceOfSatisfying(CancelledError.class, told ->
            assertThat(told.reason().kind()).isEqualTo(CancelKind.COST_BUDGET));
        throw new CancelledError(c.cancelReason().orElseThrow());
      });
      assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.COST_BUDGET);
    });
  }

  @Test
  default void a_spending_that_was_refused_takes_nothing_and_is_told_when_the_mask_ends() {
    Bench.within(this, scope -> {
      TaskOptions limited = TaskOptions.DEFAULT.withBudget(Budget.DEFAULT.withCostQuota(10));
      TaskHandle<?, RuntimeException> task = scope.launch(limited, c -> {
        try (Mask _ = c.mask()) {
          c.spend(11);
          assertThat(c.budget().costQuota()).isEqualTo(10);
          assertThat(c.isCancelRequested()).isTrue();
        }
        c.checkpoint();
      });
      assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.COST_BUDGET);
    });
  }

  @Test
  default void without_a_cost_quota_spending_is_free() {
    Bench.check(this, cx -> {
      cx.spend(Long.MAX_VALUE - 1);
      cx.spend(Long.MAX_VALUE - 1);
      assertThat(cx.budget().costQuota()).isEqualTo(Budget.UNLIMITED);
    });
  }
}
