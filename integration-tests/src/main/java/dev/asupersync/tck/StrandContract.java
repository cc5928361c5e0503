package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What strands promise: start, park, unpark, interrupt. */
public interface StrandContract extends InterpretationSource {

  @Test
  default void start_never_runs_the_body_on_the_strand_of_the_caller() {
    List<String> frames = new ArrayList<>();
    Trial.run(this, (trial, self) -> startHere(trial, frames));

    assertThat(frames).isNotEmpty().doesNotContain("startHere");
  }

  private static void startHere(Trial trial, List<String> frames) {
    trial.start(child ->
        StackWalker.getInstance().forEach(frame -> frames.add(frame.getMethodName())));
  }

  @Test
  default void a_start_that_throws_started_nothing() {
    Trial trial = Trial.of(
        openWhereTheSecondStartFails().orElseGet(() ->
            Assumptions.abort("no way to make a start fail was given")));
    AtomicBoolean refused = new AtomicBoolean();
    AtomicBoolean ran = new AtomicBoolean();

    try (trial) {
      trial.run(1, self -> {
        try {
          trial.start(child -> ran.set(true));
        } catch (RuntimeException | Error _) {
          refused.set(true);
        }
      });
    }

    assertThat(refused).isTrue();
    assertThat(ran).isFalse();
  }

  @Test
  default void an_unpark_before_the_park_is_remembered() {
    Trial.run(this, (trial, self) -> {
      self.unpark();

      self.park();
    });
  }

  @Test
  default void unparks_before_the_park_do_not_add_up() {
    int rounds = 50;
    AtomicInteger early = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      AtomicInteger answered = new AtomicInteger();
      Strand helper = trial.start(answering -> {
        for (int round = 1; round <= rounds; round++) {
          answering.park();
          answered.set(round);
          self.unpark();
        }
      });
      for (int round = 1; round <= rounds; round++) {
        self.unpark();
        self.unpark();
        self.unpark();
        self.park();
        helper.unpark();
        self.park();
        if (answered.get() < round) {
          early.incrementAndGet();
        }
        while (answered.get() < round) {
          self.park();
        }
      }
    });

    assertThat(early).as("parks that returned though only one unpark may be remembered").hasValueLessThan(25);
  }

  @Test
  default void what_was_done_before_an_unpark_is_seen_after_the_park() {
    int rounds = 1_000;
    Trial.run(this, (trial, self) -> {
      PingPong table = new PingPong();
      Strand other = trial.start(partner -> {
        for (int round = 0; round < rounds; round++) {
          while (table.turn != 1) {
            partner.park();
          }
          assertThat(table.ball).isEqualTo(2 * round + 1);
          table.ball++;
          table.turn = 0;
          self.unpark();
        }
      });
      for (int round = 0; round < rounds; round++) {
        assertThat(table.ball).isEqualTo(2 * round);
        table.ball++;
        table.turn = 1;
        other.unpark();
        while (table.turn != 0) {
          self.park();
        }
      }
    });
  }

  @Test
  default void what_was_done_before_a_start_is_seen_by_the_body() {
    Trial.run(this, (trial, self) -> {
      for (int round = 0; round < 200; round++) {
        int expected = round;
        int[] box = {round};
        trial.start(child -> assertThat(box[0]).isEqualTo(expected));
      }
    });
  }

  @Test
  default void a_hundred_thousand_strands_live_at_once() {
    int count = 100_000;
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger livedTogether = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      AtomicBoolean released = new AtomicBoolean();
      List<Strand> all = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        all.add(trial.start(child -> {
          if (arrived.incrementAndGet() == count) {
            self.unpark();
          }
          while (!released.get()) {
            child.park();
          }
          ended.incrementAndGet();
        }));
      }
      while (arrived.get() < count) {
        self.park();
      }
      livedTogether.set(arrived.get() - ended.get());
      released.set(true);
      all.forEach(Strand::unpark);
    });

    assertThat(livedTogether).hasValue(count);
    assertThat(ended).hasValue(count);
  }

  @Test
  default void an_interrupt_before_a_park_does_not_make_parks_spin() {
    AtomicInteger parks = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      AtomicBoolean rang = new AtomicBoolean();
      self.interrupt();
      trial.interpretation.alarm(trial.interpretation.nanoTime() + Duration.ofMillis(20).toNanos(), () -> {
        rang.set(true);
        self.unpark();
      });
      while (!rang.get()) {
        self.park();
        parks.incrementAndGet();
      }
    });

    assertThat(parks).hasValueBetween(1, 10);
  }

  @Test
  default void an_interrupt_during_a_park_does_not_break_later_parks() {
    AtomicInteger parks = new AtomicInteger();
    Trial.run(this, (trial, self) -> {
      AtomicBoolean released = new AtomicBoolean();
      Strand parked = trial.start(child -> {
        while (!released.get()) {
          child.park();
          parks.incrementAndGet();
        }
      });
      trial.unparkIn(Duration.ofMillis(5), self);
      self.park();
      parked.interrupt();
      trial.unparkIn(Duration.ofMillis(5), self);
      self.park();
      released.set(true);
      parked.unpark();
    });

    assertThat(parks).hasValueBetween(1, 10);
  }

  @Test
  default void a_strand_is_current_on_itself() {
    AtomicBoolean current = new AtomicBoolean();
    Trial.run(this, (trial, self) -> current.set(self.isCurrent()));

    assertThat(current).isTrue();
  }
}
