package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.capture.CaptureProvider;
import dev.asupersync.lab.capture.ReplayProvider;
import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LabProviderTest {

  /** Settings from the text of {@code reference.conf}, with changes: enough of HOCON for that file. */
  private static final class FileSettings implements Settings, ProviderContext {

    final Map<String, String> values = new HashMap<>();
    final Set<String> read = new TreeSet<>();
    final List<String> problems = new ArrayList<>();

    FileSettings() throws IOException {
      try (InputStream file = LabProvider.class.getResourceAsStream("/reference.conf")) {
        String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        String own = all.substring(all.indexOf("asupersync.lab {"), all.indexOf("\n}\n"));
        for (String line : own.lines().toList()) {
          int equals = line.indexOf('=');
          if (equals > 0 && !line.strip().startsWith("#")) {
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
          }
        }
      }
    }

    FileSettings with(String key, String value) {
      values.put(key, value);
      return this;
    }

    @Override
    public boolean flag(String key) {
      return text(key).equals("on");
    }

    @Override
    public long whole(String key, long min, long max) {
      return Long.parseLong(text(key));
    }

    @Override
    public Duration time(String key) {
      return Duration.parse("PT" + text(key));
    }

    @Override
    public Instant instant(String key) {
      return Instant.parse(text(key));
    }

    @Override
    public String text(String key) {
      assertThat(values).containsKey(key);
      read.add(key);
      return values.get(key).replace("\"", "");
    }

    @Override
    public String oneOf(String key, List<String> allowed) {
      return text(key);
    }

    @Override
    public List<String> list(String key) {
      return List.of(text(key).replaceAll("[\\[\\]]", "").split(",\\s*"));
    }

    @Override
    public void problem(String key, String whatIsWrong) {
      problems.add(key + ": " + whatIsWrong);
    }

    @Override
    public Settings settings() {
      return this;
    }

    @Override
    public Wiring delegate(String name) {
      throw new UnsupportedOperationException(name);
    }
  }

  @Test
  void it_is_declared_for_the_class_path_and_for_the_module_path() throws IOException {
    String service = "META-INF/services/" + InterpretationProvider.class.getName();
    try (InputStream file = LabProvider.class.getModule().getResourceAsStream(service)) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactly(
              LabProvider.class.getName(), CaptureProvider.class.getName(), ReplayProvider.class.getName());
    }
    assertThat(LabProvider.class.getModule().getDescriptor().provides())
        .filteredOn(provides -> provides.service().equals(InterpretationProvider.class.getName())).singleElement()
        .satisfies(provides -> assertThat(provides.providers())
            .containsExactly(
              LabProvider.class.getName(), CaptureProvider.class.getName(), ReplayProvider.class.getName()));
  }

  @Test
  void it_reads_every_key_of_its_reference_file() throws IOException {
    FileSettings settings = new FileSettings();

    Wiring wiring = new LabProvider().create(settings);

    assertThat(settings.problems).isEmpty();
    assertThat(settings.read).isEqualTo(settings.values.keySet()).hasSize(25);
    assertThat(wiring.interpretation().traits())
        .containsExactlyInAnyOrder(Trait.DETERMINISTIC, Trait.VIRTUAL_TIME);
    assertThat(wiring.interpretation().describe()).contains("seed 42");
  }

  @Test
  void the_reference_file_has_the_defaults_of_the_library() throws IOException {
    FileSettings settings = new FileSettings();

    assertThat(new LabProvider().config(settings)).isEqualTo(LabConfig.defaults());
  }

  @Test
  void a_preset_of_chaos_is_changed_by_its_keys() throws IOException {
    FileSettings settings = new FileSettings().with("chaos.preset", "heavy").with("chaos.cancel", "0")
        .with("chaos.delay", "0.5").with("chaos.delay-max", "2s").with("chaos.storm", "7").with("chaos.seed", "9");

    Chaos chaos = new LabProvider().config(settings).chaos();

    assertThat(settings.problems).isEmpty();
    assertThat(chaos).isEqualTo(Chaos.HEAVY.with(Chaos.Trouble.CANCEL, 0).with(Chaos.Trouble.DELAY, 0.5)
        .delays(Duration.ZERO, Duration.ofSeconds(2)).storm(7).seed(9));
  }

  @Test
  void wrong_values_of_chaos_are_noted_all_at_once() throws IOException {
    FileSettings settings = new FileSettings().with("chaos.cancel", "2").with("chaos.delay", "often")
        .with("chaos.seed", "dice").with("chaos.delay-min", "5s");

    new LabProvider().create(settings);

    assertThat(settings.problems).hasSize(3)
        .anySatisfy(problem -> assertThat(problem).startsWith("chaos.cancel: \"2\" is neither a number from 0 to 1"))
        .anySatisfy(problem -> assertThat(problem).startsWith("chaos.delay: \"often\""))
        .anySatisfy(problem -> assertThat(problem).startsWith("chaos.delay-max: PT0S is shorter than"));
  }

  @Test
  void chaos_is_part_of_what_decides_how_a_program_runs() {
    assertThat(LabConfig.defaults().chaos(Chaos.LIGHT).hash()).isNotEqualTo(LabConfig.defaults().hash());
    assertThat(LabConfig.defaults().chaos(Chaos.OFF).hash()).isEqualTo(LabConfig.defaults().hash());
  }

  @Test
  void chaos_of_the_settings_is_done_to_programs() throws IOException {
    Wiring wiring = new LabProvider().create(new FileSettings().with("chaos.cancel", "1"));
    try (Kernel kernel = Kernel.open("lab", wiring, KernelSettings.DEFAULT)) {
      assertThat(kernel.run(Exception.class, Programs.MIXED)).isInstanceOf(Outcome.Cancelled.class);
      assertThat(kernel.run(Exception.class, Programs.MIXED)).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  @Test
  void wrong_values_are_noted_all_at_once() throws IOException {
    FileSettings settings =
        new FileSettings().with("oracles", "[\"quiescense\"]").with("entropy-seed", "dice");

    new LabProvider().create(settings);

    assertThat(settings.problems).hasSize(2).anySatisfy(problem ->
        assertThat(problem).startsWith("oracles: ").contains("Did you mean \"quiescence\"?"));
  }

  @Test
  void a_violation_is_thrown_in_place_of_the_outcome_and_the_next_run_begins_clean() throws IOException {
    Wiring wiring = new LabProvider().create(new FileSettings());
    try (Kernel kernel = Kernel.open("lab", wiring, KernelSettings.DEFAULT)) {

      assertThatThrownBy(() -> kernel.run(Exception.class, Programs.DEADLOCK))
          .isInstanceOf(CxViolationException.class)
          .hasMessageContaining("CX-4001");
      assertThatThrownBy(() -> kernel.run(Exception.class, Programs.LEAK))
          .hasMessageContaining("CX-4005")
          .hasMessageContaining("obligation_leak")
          .hasMessageContaining("trace ");
      assertThat(kernel.run(Exception.class, Programs.MIXED).isOk()).isTrue();
    }
  }
}
