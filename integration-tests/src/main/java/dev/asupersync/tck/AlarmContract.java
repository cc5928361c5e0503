package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What alarms promise: never early, at most once, never after a cancel that said so. */
public interface AlarmContract extends InterpretationSource {

  @Test
  default void an_alarm_never_rings_early() {
    List<Long> early = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger rang = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      Interpretation time = trial.interpretation;
      int count = 40;
      for (int i = 0; i < count; i++) {
        long deadline = time.nanoTime() + Duration.ofMillis(i % 8).toNanos() + i;
        time.alarm(deadline, () -> {
          long left = deadline - time.nanoTime();
          if (left > 0) {
            early.add(left);
          }
          rang.incrementAndGet();
          self.unpark();
        });
      }
      while (rang.get() < count) {
        self.park();
      }
    });

    assertThat(early).as("nanoseconds too early").isEmpty();
  }

  @Test
  default void an_alarm_in_the_past_rings_at_once() {
    Trial.run(this, (trial, self) -> {
      AtomicBoolean rang = new AtomicBoolean();
      trial.interpretation.alarm(trial.interpretation.nanoTime() - 1, () -> {
        rang.set(true);
        self.unpark();
      });
      while (!rang.get()) {
        self.park();
      }
    });
  }

  @Test
  default void an_alarm_rings_once_and_then_cannot_be_cancelled() {
    AtomicInteger rang = new AtomicInteger();
    AtomicBoolean cancelled = new AtomicBoolean(true);
    Trial.run(this, (trial, self) -> {
      Interpretation time = trial.interpretation;
      Alarm alarm = time.alarm(time.nanoTime(), rang::incrementAndGet);
      sleep(trial, self, Duration.ofMillis(10));
      cancelled.set(alarm.cancel());
      sleep(trial, self, Duration.ofMillis(10));
    });

    assertThat(rang).hasValue(1);
    assertThat(cancelled).isFalse();
  }

  @Test
  default void an_alarm_that_was_cancelled_never_rings() {
    AtomicInteger rang = new AtomicInteger();
    AtomicBoolean cancelled = new AtomicBoolean();
    Trial.run(this, (trial, self) -> {
      Interpretation time = trial.interpretation;
      Alarm alarm = time.alarm(time.nanoTime() + Duration.ofMillis(10).toNanos(), rang::incrementAndGet);
      cancelled.set(alarm.cancel());
      sleep(trial, self, Duration.ofMillis(20));
    });

    assertThat(rang).hasValue(cancelled.get() ? 0 : 1);
  }

  @Test
  default void an_alarm_that_rings_cannot_be_cancelled() {
    AtomicReference<@Nullable Alarm> own = new AtomicReference<>();
    AtomicReference<@Nullable Boolean> cancelled = new AtomicReference<>();
    Trial.run(this, (trial, self) -> {
      Interpretation time = trial.interpretation;
      own.set(time.alarm(time.nanoTime() + Duration.ofMillis(10).toNanos(), () -> {
        Alarm ringing = own.get();
        cancelled.set(ringing != null && ringing.cancel());
      }));
      while (cancelled.get() == null) {
        sleep(trial, self, Duration.ofMillis(5));
      }
    });

    assertThat(own.get()).isNotNull();
    assertThat(cancelled.get()).isFalse();
  }

  /** Whoever wins the race between ringing and cancelling, both sides must agree on it. */
  @Test
  default void a_cancel_that_races_with_the_ringing_tells_the_truth() {
    int count = 300;
    AtomicInteger rang = new AtomicInteger();
    AtomicInteger cancelled = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      Interpretation time = trial.interpretation;
      for (int i = 0; i < count; i++) {
        Alarm alarm = time.alarm(time.nanoTime(), rang::incrementAndGet);
        if (alarm.cancel()) {
          cancelled.incrementAndGet();
        }
      }
      sleep(trial, self, Duration.ofMillis(20));
    });

    assertThat(rang.get() + cancelled.get()).isEqualTo(count);
  }

  @Test
  default void a_far_deadline_is_the_future() {
    Trial.run(this, (trial, self) -> {
      AtomicBoolean rang = new AtomicBoolean();
      Alarm never = trial.interpretation.alarm(Long.MAX_VALUE, () -> rang.set(true));
      trial.start(child -> {}); // something else happens meanwhile
      assertThat(never.cancel()).isTrue();
      assertThat(rang).isFalse();
    });
  }

  @Test
  default void time_has_passed_when_an_alarm_has_woken_a_strand() {
    AtomicLong passed = new AtomicLong();
    Trial.run(this, (trial, self) -> {
      long before = trial.interpretation.nanoTime();
      sleep(trial, self, Duration.ofMillis(15));
      passed.set(trial.interpretation.nanoTime() - before);
    });

    assertThat(passed).hasValueGreaterThanOrEqualTo(Duration.ofMillis(15).toNanos());
  }

  @Test
  default void alarms_of_one_deadline_all_ring_and_in_the_same_order_each_time_if_that_is_promised() {
    List<Integer> first = orderOfTies();
    List<Integer> second = orderOfTies();

    assertThat(first).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
    try (Trial trial = Trial.of(this)) {
      Assumptions.assumeTrue(trial.interpretation.traits().contains(Trait.DETERMINISTIC), "promises no order");
    }
    assertThat(first).isEqualTo(second);
  }

  private List<Integer> orderOfTies() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    Trial.run(this, (trial, self) -> {
      long deadline = trial.interpretation.nanoTime() + Duration.ofMillis(5).toNanos();
      for (int i = 0; i < 20; i++) {
        int number = i;
        trial.interpretation.alarm(deadline, () -> order.add(number));
      }
      sleep(trial, self, Duration.ofMillis(6));
      while (order.size() < 20) {
        sleep(trial, self, Duration.ofMillis(1));
      }
    });
    return List.copyOf(order);
  }

  private static void sleep(Trial trial, Strand self, Duration time) {
    Interpretation clock = trial.interpretation;
    long until = clock.nanoTime() + time.toNanos();
    clock.alarm(until, self::unpark);
    while (clock.nanoTime() - until < 0) {
      self.park();
    }
  }
}
