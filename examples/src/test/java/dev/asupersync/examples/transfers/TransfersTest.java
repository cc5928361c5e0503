package dev.asupersync.examples.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asupersync.Outcome.Cancelled;
import dev.asupersync.Outcome.Err;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.error.CancelledError;
import dev.asupersync.examples.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransfersTest {

  @Test
  void money_is_conserved_in_prod_and_under_every_schedule_of_the_lab() {
    assertThat(ProgramRun.prod(new Transfers(), "--tellers", "50", "--transfers", "100").outcome())
        .isEqualTo(new Ok<>("5000 transfers between 100 accounts; 100000 before and after"));
    for (long seed = 1; seed <= 300; seed++) {
      assertThat(ProgramRun.lab(seed, new Transfers()).outcome())
          .isEqualTo(new Ok<>("12 transfers between 100 accounts; 100000 before and after"));
    }
  }

  @Test
  void tellers_with_nothing_to_do_end_well() {
    for (int i = 0; i < 300; i++) {
      assertThat(ProgramRun.prod(new Transfers(), "--tellers", "8", "--transfers", "0").outcome())
          .isEqualTo(new Ok<>("0 transfers between 100 accounts; 100000 before and after"));
    }
  }

  @Test
  void money_is_conserved_at_every_cancellation() {
    for (int after = 1; after <= 12; after++) {
      for (long seed = 1; seed <= 100; seed++) {
        ProgramRun run = ProgramRun.lab(seed, new Transfers(), "--cancel-after", String.valueOf(after));

        if (!(run.outcome() instanceof Cancelled)) {
          fail("--cancel-after " + after + " with seed " + seed + " ended " + run.outcome());
        }
        assertThat(run.printed()).contains(after + " transfers between").contains("100000 before and after");
      }
    }
  }

  @Test
  void money_is_conserved_when_it_is_cancelled_from_outside() {
    int stopped = 0;
    for (int turns = 0; turns < 300; turns++) {
      int after = 100 + turns % 150; // the accounts are opened in the first hundred
      ProgramRun run = ProgramRun.cancelledInLab(turns, after, new Transfers());

      if (!run.thrown().map(CancelledError.class::isInstance).orElse(true)) {
        fail("cancelled after " + after + " turns with seed " + turns + " it threw " + run.thrown());
      }
      stopped += run.thrown().isPresent() && run.printed().contains("100000 before and after") ? 1 : 0;
    }
    assertThat(stopped).as("runs that were stopped in mid-flight").isGreaterThan(30);
  }

  @Test
  void the_lab_finds_the_bug_within_a_few_seeds_and_shows_it_again_each_time() {
    List<Long> found = new ArrayList<>();
    for (long seed = 1; seed <= 100; seed++) {
      if (ProgramRun.lab(seed, new Transfers(), "--bug").outcome() instanceof Err(MoneyLostException e)) {
        found.add(seed);
        assertThat(e).hasMessageContaining("should hold 100000").hasMessageContaining("lost");
      }
    }

    assertThat(found).hasSizeBetween(10, 40);
    assertThat(found.getFirst()).isLessThanOrEqualTo(20);
    for (int again = 0; again < 20; again++) {
      assertThat(ProgramRun.lab(found.getFirst(), new Transfers(), "--bug").outcome())
          .isInstanceOf(Err.class);
    }
  }

  @Test
  void bad_options_are_refused_with_what_would_be_right() {
    assertThat(usage("--accounts", "1")).contains("--accounts 1").contains("2 to 10000");
    assertThat(usage("--tellers", "0")).contains("--tellers 0").contains("1 to 10000");
    assertThat(usage("--transfers", "-1")).contains("--transfers -1");
    assertThat(usage("--cancel-after", "0")).contains("--cancel-after 0").contains("from 1 on");
    assertThat(usage("--bugs")).contains("--bug");
  }

  private static String usage(String... arguments) {
    ProgramRun run = ProgramRun.prod(new Transfers(), arguments);
    return run.outcome().declaredError().orElseThrow().getMessage();
  }
}
