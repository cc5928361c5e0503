package dev.asupersync.examples.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome;
import dev.asupersync.examples.Invocations;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import org.junit.jupiter.api.Test;

class TransfersTest {

  private static LabReport<String, MoneyLostException> inTheLab(long seed, String... arguments) {
    return LabRuntime.create(LabConfig.defaults().seed(seed))
        .run(MoneyLostException.class, cx -> new Transfers().run(cx, Invocations.with(arguments).invocation()));
  }

  @Test
  void money_is_conserved_under_every_schedule() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(inTheLab(seed).orThrow().isOk()).as("seed " + seed).isTrue();
    }
  }

  @Test
  void money_is_conserved_at_every_cancellation() {
    for (long seed = 0; seed < 200; seed++) {
      Outcome<String, MoneyLostException> outcome =
          inTheLab(seed, "--cancel-after", "" + (1 + seed % 11)).orThrow();

      assertThat(outcome).as("seed " + seed).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  @Test
  void the_lab_finds_the_lost_update_within_a_few_seeds_and_shows_it_again() {
    long seed = 1;
    while (!isLost(inTheLab(seed, "--bug"))) {
      seed++;
      assertThat(seed).isLessThanOrEqualTo(20);
    }

    String first = inTheLab(seed, "--bug").outcome().toString();

    assertThat(first).contains("an update was lost");
    assertThat(inTheLab(seed, "--bug").outcome().toString()).isEqualTo(first);
  }

  private static boolean isLost(LabReport<String, MoneyLostException> report) {
    return report.outcome().filter(Outcome.Err.class::isInstance).isPresent();
  }
}
