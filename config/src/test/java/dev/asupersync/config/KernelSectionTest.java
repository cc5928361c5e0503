package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.Cleanup;
import dev.asupersync.kernel.KernelSettings.LeakPolicy;
import dev.asupersync.kernel.KernelSettings.Limits;
import dev.asupersync.kernel.KernelSettings.StuckPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelSectionTest {

  @Test
  void every_setting_reaches_its_place() {
    KernelSettings settings = read("""
        asupersync {
          budget { deadline = 1m, poll-quota = 11, cost-quota = 12, priority = 13 }
          cleanup {
            on-stuck = abandon
            race-lost { polls = 21, priority = 22, time = 23s }
          }
          finalizers { polls = 31, time = 32ms }
          obligations { on-leak = panic, record-sites = true }
          limits { tasks = 41, children = 42, obligations = 43, finalizers = unlimited }
        }
        """);

    assertThat(settings.rootBudget()).isEqualTo(new Budget(Optional.empty(), 11, 12, 13));
    assertThat(settings.rootTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.cleanup().get(CancelKind.RACE_LOST))
        .isEqualTo(new Cleanup(21, 22, Duration.ofSeconds(23)));
    assertThat(settings.cleanup().get(CancelKind.USER))
        .isEqualTo(KernelSettings.DEFAULT.cleanup().get(CancelKind.USER));
    assertThat(settings.finalizerPolls()).isEqualTo(31);
    assertThat(settings.finalizerTime()).isEqualTo(Duration.ofMillis(32));
    assertThat(settings.onLeak()).isEqualTo(LeakPolicy.PANIC);
    assertThat(settings.onStuck()).isEqualTo(StuckPolicy.ABANDON);
    assertThat(settings.limits()).isEqualTo(new Limits(41, 42, 43, Long.MAX_VALUE));
    assertThat(settings.recordSites()).isTrue();
  }

  private static KernelSettings read(String hocon) {
    ConfigProblems problems = new ConfigProblems();
    Layers layers = Layers.read(ConfigSource.text(hocon), problems);
    Schema.check(layers, problems);
    KernelSettings settings = KernelSection.read(new SectionSettings("asupersync", layers, problems));
    assertThat(problems.sorted()).isEmpty();
    return settings;
  }
}
