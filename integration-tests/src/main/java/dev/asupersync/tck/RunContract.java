package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.Trait;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a run promises: it waits for all of its strands, through interrupts, and can be repeated. */
public interface RunContract extends InterpretationSource {

  /** Long enough for a run that does not wait to be seen returning. */
  Duration A_WHILE = Duration.ofMillis(20);

  @Test
  default void what_the_body_did_is_seen_after_the_run() {
    int[] box = {0};
    Trial.run(this, (trial, self) -> box[0] = 7);

    assertThat(box[0]).isEqualTo(7);
  }

  @Test
  default void run_waits_for_strands_that_outlive_the_one_that_started_them() {
    AtomicBoolean ended = new AtomicBoolean();
    Trial.run(this, (trial, self) ->
        trial.start(child ->
            trial.start(grandchild -> {
              trial.unparkIn(A_WHILE, grandchild);
              grandchild.park();
              ended.set(true);
            })));

    assertThat(ended).isTrue();
  }

  @Test
  default void run_waits_for_strands_that_an_alarm_started() {
    AtomicBoolean ended = new AtomicBoolean();
    Trial.run(this, (trial, self) -> {
      AtomicBoolean started = new AtomicBoolean();
      trial.interpretation.alarm(trial.interpretation.nanoTime(), () -> {
        trial.start(child -> {
          trial.unparkIn(A_WHILE, child);
          child.park();
          ended.set(true);
        });
        started.set(true);
        self.unpark();
      });
      while (!started.get()) {
        self.park();
      }
    });

    assertThat(ended).isTrue();
  }

  @Test
  default void run_waits_for_strands_that_another_run_started() {
    try (Trial trial = Trial.of(this)) {
      Assumptions.assumeTrue(
          trial.interpretation.traits().contains(Trait.CONCURRENT_RUNS), "one run at a time");
      AtomicBoolean ended = new AtomicBoolean();
      trial.run(1, self -> {
        AtomicBoolean started = new AtomicBoolean();
        trial.start(2, stranger -> {
          trial.start(1, child -> {
            trial.unparkIn(A_WHILE, child);
            child.park();
            ended.set(true);
          });
          started.set(true);
          self.unpark();
        });
        while (!started.get()) {
          self.park();
        }
      });

      assertThat(ended).isTrue();
    }
  }

  @Test
  default void an_interrupt_of_the_caller_is_told_once_and_kept_and_the_run_goes_on() {
    AtomicInteger told = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    boolean kept;
    Thread caller = Thread.currentThread();
    try (Trial trial = Trial.of(this)) {
      caller.interrupt();
      trial.run(1, self -> {
        trial.unparkIn(A_WHILE, self);
        self.park();
        ended.set(true);
      }, () -> {
        if (told.incrementAndGet() < 3) {
          caller.interrupt(); // and once more while it waits
        }
      });
    } finally {
      kept = Thread.interrupted();
    }

    assertThat(told).hasValue(1);
    assertThat(ended).isTrue();
    assertThat(kept).isTrue();
  }

  @Test
  default void runs_follow_each_other() {
    AtomicInteger ran = new AtomicInteger();
    try (Trial trial = Trial.of(this)) {
      for (int run = 1; run <= 10; run++) {
        int number = run;
        trial.run(run, self -> trial.start(number, child -> ran.incrementAndGet()));
      }
    }

    assertThat(ran).hasValue(10);
  }

  @Test
  default void the_clock_never_goes_back_on_one_strand() {
    Trial.run(this, (trial, self) -> {
      long last = trial.interpretation.nanoTime();
      for (int i = 0; i < 10_000; i++) {
        long now = trial.interpretation.nanoTime();
        assertThat(now - last).isNotNegative();
        last = now;
      }
    });
  }

  @Test
  default void the_clock_never_goes_back_across_an_unpark() {
    Trial.run(this, (trial, self) -> {
      for (int i = 0; i < 200; i++) {
        long[] sent = new long[1];
        AtomicBoolean done = new AtomicBoolean();
        trial.start(child -> {
          sent[0] = trial.interpretation.nanoTime();
          done.set(true);
          self.unpark();
        });
        while (!done.get()) {
          self.park();
        }
        assertThat(trial.interpretation.nanoTime() - sent[0]).isNotNegative();
      }
    });
  }

  @Test
  default void a_second_close_does_nothing() {
    Trial trial = Trial.of(this);
    trial.run(1, self -> {});

    trial.close();
    trial.close();
  }

  @Test
  default void it_can_be_closed_without_a_run() {
    Trial.of(this).close();
  }

  @Test
  default void it_describes_itself_in_one_line() {
    try (Trial trial = Trial.of(this)) {
      assertThat(trial.interpretation.describe()).isNotBlank().doesNotContain("\n");
    }
  }
}
