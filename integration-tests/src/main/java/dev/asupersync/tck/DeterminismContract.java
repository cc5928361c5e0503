package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.Trait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What {@link Trait#DETERMINISTIC} promises; for the others nothing is tested here. */
public interface DeterminismContract extends InterpretationSource {

  @Test
  default void the_same_seed_makes_the_same_choices() {
    List<String> first = choices();
    List<String> second = choices();

    assertThat(first).hasSize(8 * 25).isEqualTo(second);
  }

  @Test
  default void the_same_seed_gives_the_same_seeds_and_times() {
    List<Long> first = seedsAndTimes();
    List<Long> second = seedsAndTimes();

    assertThat(first).isEqualTo(second);
  }

  private List<String> choices() {
    List<String> log = new ArrayList<>();
    try (Trial trial = Trial.of(this)) {
      assumeDeterministic(trial);
      trial.run(1, self -> {
        for (int strand = 0; strand < 8; strand++) {
          String name = "S" + strand;
          trial.start(child -> work(child, name, log));
        }
      });
    }
    return log;
  }

  private static void work(Strand self, String name, List<String> log) {
    for (int step = 0; step < 25; step++) {
      self.schedulingPoint(OpKind.CHECKPOINT, 0);
      log.add(name + '.' + step);
    }
  }

  private List<Long> seedsAndTimes() {
    List<Long> seen = new ArrayList<>();
    try (Trial trial = Trial.of(this)) {
      assumeDeterministic(trial);
      seen.add(trial.interpretation.nextSeed());
      seen.add(trial.interpretation.wallClock().toEpochMilli());
      trial.run(1, self -> {
        seen.add(trial.interpretation.nanoTime());
        trial.interpretation.alarm(trial.interpretation.nanoTime() + 1_234, self::unpark);
        self.park();
        seen.add(trial.interpretation.nanoTime());
      });
    }
    return seen;
  }

  private static void assumeDeterministic(Trial trial) {
    Assumptions.assumeTrue(
        trial.interpretation.traits().contains(Trait.DETERMINISTIC), "makes no promise of determinism");
  }
}
