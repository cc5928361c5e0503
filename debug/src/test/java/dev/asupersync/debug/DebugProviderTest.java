package dev.asupersync.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CxRuntime;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page by configuration. */
class DebugProviderTest {

  private static Collection<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("HTTP-Dispatcher")).toList();
  }

  @Test
  void configuration_serves_the_page_of_a_runtime_until_it_is_closed() {
    try (CxRuntime runtime = Runtimes.open(ConfigSource.text("asupersync.debug.enabled = true"))) {
      assertThat(threads()).hasSize(1);
      assertThat(runtime.dump().roots()).isEmpty();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void without_a_word_there_is_no_page() {
    try (CxRuntime _ = Runtimes.open(ConfigSource.text("asupersync.runtime = lab"))) {
      assertThat(threads()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"port = 70000", "refresh = 10ms", "events = 1", "max-requests = 0", "patience = 0s",
      "stuck-after = soon", "enabled = perhaps"})
  void what_cannot_be_is_refused_with_its_key(String setting) {
    assertThatThrownBy(() -> Runtimes.open(ConfigSource.text("asupersync.debug { " + setting + " }")))
        .hasMessageContaining("asupersync.debug." + setting.substring(0, setting.indexOf(' ')));
  }
}
