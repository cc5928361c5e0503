package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.config.EffectiveConfig.Entry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest extends ConfigFixture {

  private static Entry entry(EffectiveConfig config, String path) {
    return config.entries().stream().filter(entry -> entry.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void every_value_has_the_place_where_it_was_written() {
    Path file = file("asupersync.runtime = alpha\nasupersync.alpha.seed = 7\n");

    try (PreparedRuntime prepared = Runtimes.prepare(source(file).with("asupersync.alpha.mode", "fast"))) {
      EffectiveConfig config = prepared.effective();

      assertThat(entry(config, "asupersync.alpha.seed"))
          .isEqualTo(new Entry("asupersync.alpha.seed", "7", new Place(file.toString(), 2), false));
      assertThat(entry(config, "asupersync.alpha.mode"))
          .isEqualTo(new Entry("asupersync.alpha.mode", "\"fast\"",
              new Place("-Dasupersync.alpha.mode", 0), false));
      assertThat(entry(config, "asupersync.alpha.loud"))
          .isEqualTo(new Entry("asupersync.alpha.loud", "false",
              new Place("reference.conf of alpha-1.0.jar", 7), true));
    }
  }

  @Test
  void the_text_is_a_line_for_each_value_with_its_place_behind_it() {
    Path file = file("asupersync.runtime = alpha\n");

    try (PreparedRuntime prepared = Runtimes.prepare(source(file))) {
      assertThat(prepared.effective().text().lines())
          .anyMatch(line -> line.matches("asupersync\\.runtime = \"alpha\" +# .*my app\\.conf:1"))
          .allMatch(line -> line.contains("  # "));
    }
  }

  @Test
  void secrets_are_masked_by_their_keys_and_passwords_in_addresses() {
    EffectiveConfig config = EffectiveConfig.of(lines("""
        asupersync.alpha.api-token = hush
        asupersync.alpha.title = "https://me:hush@acme.com/x"
        """));

    assertThat(entry(config, "asupersync.alpha.api-token").value()).isEqualTo("***");
    assertThat(entry(config, "asupersync.alpha.title").value()).isEqualTo("\"https://me:***@acme.com/x\"");
    assertThat(config.text()).doesNotContain("hush");
  }

  @Test
  void a_configuration_that_is_wrong_can_still_be_looked_at() {
    EffectiveConfig config =
        EffectiveConfig.of(lines("asupersync.alpha.sead = 7\nasupersync.alpha.seed = null"));

    assertThat(entry(config, "asupersync.alpha.sead").value()).isEqualTo("7");
    assertThat(entry(config, "asupersync.alpha.seed").value()).isEqualTo("null");
  }
}
