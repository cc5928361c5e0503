package dev.asupersync.lab.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.shrink.Shrinker;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkingFaultsTest {

  private static final LabConfig CONFIG = LabConfig.defaults();
  private static final Chaos STORM = Chaos.parse("heavy,exhaust=0");

  private static ScheduleStrategy disturbed(long seed) {
    return STORM.beside(new RandomWalk(seed), seed);
  }

  /** One into which more was injected than the cancellation that loses the token. */
  private static long seedOfAFailureAmongOtherTroubles() {
    LabRuntime lab = LabRuntime.create(CONFIG.captureTrace(false));
    return LongStream.range(1, 10_000)
        .filter(seed -> {
          LabReport<String, Exception> report = lab.run(disturbed(seed), Exception.class, Tokens.borrowing(false));
          return report.isFailure() && report.injected().values().stream().mapToLong(Long::longValue).sum() > 3;
        })
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_all_that_was_injected_only_the_request_is_left_without_which_it_does_not_fail() {
    Shrinker.Shrunk shrunk = Shrinker.of(CONFIG, 2_000).shrink("borrowing",
        disturbed(seedOfAFailureAmongOtherTroubles()), Exception.class, Tokens.borrowing(false)).orElseThrow();

    assertThat(shrunk.before().odd()).isGreaterThan(3);
    assertThat(shrunk.report().injected()).as(shrunk.toString()).containsOnlyKeys("cancel").containsEntry("cancel", 1L);
    assertThat(shrunk.report().outcome().orElseThrow()).isInstanceOf(Outcome.Err.class);
    assertThat(shrunk.story().toString()).contains("* cancel self (user)", "borrower T");

    Explorer.Replayed again =
        Explorer.of(CONFIG).replay("borrowing", shrunk.token(), Exception.class, Tokens.borrowing(false));
    assertThat(again.divergence()).isEmpty();
    assertThat(again.report().injected()).isEqualTo(shrunk.report().injected());
    assertThat(again.report().outcome().orElseThrow()).isInstanceOf(Outcome.Err.class);
  }
}
