package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a region admits, and when it no longer does. Rules: 4.16, 4.18, 4.23, 4.25, 5.30. */
public interface RegionAdmissionContract extends RuntimeSource {

  @Test
  default void a_region_that_was_cancelled_admits_no_task() {
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      AtomicInteger ran = new AtomicInteger();
      try (var _ = scope.cx().mask()) {
        Refusals.expect(ErrorCode.REGION_NOT_OPEN, () -> scope.launch(c -> ran.incrementAndGet()));
        Refusals.expect(ErrorCode.REGION_NOT_OPEN, () -> scope.spawn(c -> ran.incrementAndGet()));
      }
      assertThat(ran).hasValue(0);
    });
  }

  @Test
  default void whoever_can_be_told_of_the_cancellation_hears_that_and_not_what_it_made_impossible() {
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      assertThat(Refusals.thrownBy(() -> scope.launch(c -> {}))).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  default void a_region_that_was_cancelled_admits_no_finalizer() {
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      try (var _ = scope.cx().mask()) {
        Refusals.expect(ErrorCode.REGION_NOT_OPEN, () -> scope.defer(c -> {}));
      }
    });
  }

  @Test
  default void a_body_that_is_cancelled_is_told_so_instead_of_being_refused() {
    Bench.check(this, cx -> {
      for (int i = 0; i < 3; i++) {
        int which = i;
        var outcome = cx.<String>region(scope -> {
          scope.cancel(CancelReason.user("stop"));
          switch (which) {
            case 0 -> scope.launch(c -> {});
            case 1 -> scope.defer(c -> {});
            default -> scope.open(Channel.bounded(1));
          }
          return "";
        });
        assertThat(outcome.cancelReason()).get().hasToString("user: stop");
      }
    });
  }

  @Test
  default void a_region_that_was_cancelled_admits_no_child_region_even_when_masked() {
    Bench.within(this, scope -> {
      scope.cancel(CancelReason.user("stop"));
      try (var _ = scope.cx().mask()) {
        Refusals.expect(ErrorCode.REGION_NOT_OPEN, () -> scope.cx().region(inner -> ""));
      }
    });
  }

  @Test
  default void a_scope_that_outlives_its_region_admits_nothing() {
    Bench.check(this, cx -> {
      List<Scope<RuntimeException>> escaped = new ArrayList<>();
      cx.region(scope -> {
        escaped.add(scope);
        return "";
      });
      Refusals.expect(ErrorCode.WRONG_STRAND, () -> escaped.getFirst().launch(c -> {}));
      Refusals.expect(ErrorCode.WRONG_STRAND, () -> escaped.getFirst().defer(c -> {}));
    });
  }

  @Test
  default void a_region_takes_no_more_tasks_than_its_limit() {
    try (Bench bench = Bench.of(this, limits(new Limits(2, 100, 100, 100)))) {
      bench.within(scope -> {
        scope.launch(c -> c.sleep(Duration.ofMillis(5)));
        scope.launch(c -> c.sleep(Duration.ofMillis(5)));
        Refusals.expect(ErrorCode.LIMIT_REACHED, () -> scope.launch(c -> {}));
      });
    }
  }

  @Test
  default void a_task_that_has_ended_makes_room_for_another() {
    try (Bench bench = Bench.of(this, limits(new Limits(1, 100, 100, 100)))) {
      bench.within(scope -> {
        for (int i = 0; i < 5; i++) {
          scope.launch(c -> {}).join();
        }
      });
    }
  }

  @Test
  default void a_region_takes_no_more_child_regions_than_its_limit() {
    try (Bench bench = Bench.of(this, limits(new Limits(100, 1, 100, 100)))) {
      bench.within(scope -> {
        scope.launch(c -> c.region(RegionOptions.named("first"), inner -> {
          inner.cx().sleep(Duration.ofMillis(20));
          return "";
        }));
        bench.await(scope.cx(), "opened first");
        Refusals.expect(ErrorCode.LIMIT_REACHED, () -> scope.cx().region(inner -> ""));
      });
    }
  }

  @Test
  default void a_region_takes_no_more_finalizers_than_its_limit() {
    try (Bench bench = Bench.of(this, limits(new Limits(100, 100, 100, 1)))) {
      bench.within(scope -> {
        scope.defer(c -> {});
        Refusals.expect(ErrorCode.LIMIT_REACHED, () -> scope.defer(c -> {}));
      });
    }
  }

  @Test
  default void a_region_takes_no_more_obligations_than_its_limit() {
    try (Bench bench = Bench.of(this, limits(new Limits(100, 100, 1, 100)))) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(5));
        Sender<String> sender = channel.sender();
        channel.receiver();
        try (var _ = sender.reserve(scope.cx())) {
          Refusals.expect(ErrorCode.LIMIT_REACHED, () -> sender.reserve(scope.cx()));
        }
        sender.reserve(scope.cx()).close();
      });
    }
  }

  @Test
  default void a_task_whose_strand_cannot_start_was_never_there() {
    try (Bench bench = Bench.of(StartFails.over(wiring(), 2))) {
      AtomicInteger ran = new AtomicInteger();
      bench.within(scope -> {
        scope.launch(c -> ran.incrementAndGet());
        assertThat(Refusals.thrownBy(() -> scope.launch(c -> ran.addAndGet(100))))
            .isInstanceOfAny(Coded.class, OutOfMemoryError.class);
        scope.launch(c -> ran.incrementAndGet());
      });

      assertThat(ran).hasValue(2);
    }
  }

  private static KernelSettings limits(Limits most) {
    return KernelSettings.DEFAULT.withLimits(most);
  }
}
