package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which source wins, each against the one below it. */
class PrecedenceTest extends ConfigFixture {

  private static final String SEED = "asupersync.alpha.seed";

  @AfterEach
  void forget() {
    List.of(SEED, "asupersync.runtime", "asupersync.alpha.tags.0", "config.file", "config.resource")
        .forEach(System::clearProperty);
  }

  private ConfigSource standard() {
    return ConfigSource.standard().using(strangers().loader()).with("asupersync.runtime", "alpha");
  }

  @Test
  void without_anything_the_reference_conf_of_the_jar_stands() {
    assertThat(heard(standard())).startsWith("seed=42 ");
  }

  @Test
  void application_conf_on_the_class_path_goes_over_the_defaults() {
    write("application.conf", "asupersync.runtime = alpha\nasupersync.alpha.seed = 1\n");

    assertThat(heard(ConfigSource.standard().using(strangers().directory(directory).loader())))
        .startsWith("seed=1 ");
  }

  @Test
  void a_problem_in_application_conf_is_told_with_its_file() {
    Path file = write("application.conf", "\nasupersync.alpha.seed = x\n");

    assertThat(refused(standard().using(strangers().directory(directory).loader())).problems())
        .singleElement().asString().startsWith("CX-1008 " + file + ":2: asupersync.alpha.seed = \"x\"");
  }

  @Test
  void config_file_takes_the_place_of_application_conf() {
    System.setProperty("config.file", file(SEED + " = 2").toString());

    assertThat(heard(standard())).startsWith("seed=2 ");
  }

  @Test
  void a_config_file_that_is_missing_is_told_by_name() {
    System.setProperty("config.file", directory.resolve("gone.conf").toString());

    assertThat(refused(standard()).problems()).singleElement().asString()
        .startsWith("CX-1002 " + directory.resolve("gone.conf") + ": there is no such file");
  }

  @Test
  void a_config_resource_that_is_missing_is_told_by_name() {
    System.setProperty("config.resource", "gone.conf");

    assertThat(refused(standard()).problems()).singleElement().asString()
        .startsWith("CX-1002 ").contains("gone.conf");
  }

  @Test
  void system_properties_go_over_the_file_even_when_set_late() {
    ConfigSource source = lines("asupersync.runtime = alpha\n" + SEED + " = 3");
    assertThat(heard(source)).startsWith("seed=3 ");

    System.setProperty(SEED, "4");

    assertThat(heard(source)).startsWith("seed=4 ");
  }

  @Test
  void a_bad_system_property_is_told_as_such() {
    System.setProperty(SEED, "x");

    assertThat(problem("asupersync.runtime = alpha"))
        .startsWith("CX-1008 system properties: asupersync.alpha.seed = \"x\"");
  }

  @Test
  void a_list_can_be_given_by_numbered_properties() {
    System.setProperty("asupersync.alpha.tags.0", "one");

    assertThat(heard(lines("asupersync.runtime = alpha"))).endsWith("tags=[one]");
  }

  @Test
  void what_is_added_goes_over_system_properties() {
    System.setProperty(SEED, "5");

    assertThat(heard(standard().with(SEED, "6"))).startsWith("seed=6 ");
  }

  @Test
  void a_bad_added_value_is_told_as_an_option() {
    assertThat(refused(standard().with(SEED, "x")).problems()).singleElement().asString()
        .startsWith("CX-1008 -Dasupersync.alpha.seed: asupersync.alpha.seed = \"x\" is not a whole number");
  }

  @Test
  void a_time_that_is_added_needs_its_unit_as_well() {
    assertThat(refused(standard().with("asupersync.alpha.nap", "5")).problems()).singleElement().asString()
        .contains("asupersync.alpha.nap = \"5\" has no unit.");
  }

  @Test
  void an_unknown_block_of_two_sources_is_told_where_it_was_written() {
    ConfigSource source = lines("asupersync.runtime = alpha\nasupersync.alhpa.seed = 1")
        .with("asupersync.alhpa.nap", "5s");

    assertThat(refused(source).problems()).singleElement().asString()
        .startsWith("CX-1004 -Dasupersync.alhpa.nap: asupersync.alhpa is not a key");
  }

  @Test
  void an_added_key_that_is_no_key_is_told_as_an_option() {
    assertThat(refused(standard().with("a..b", "x")).problems()).singleElement()
        .hasToString("CX-1008 -Da..b: \"a..b\" is no key."
            + " A key is names with dots between, as asupersync.runtime.");
  }

  @Test
  void an_application_s_own_config_is_taken_as_it_is() {
    System.setProperty(SEED, "7");
    ConfigSource source = ConfigSource.of(ConfigFactory.parseString("asupersync.runtime = alpha"))
        .using(strangers().loader());

    assertThat(heard(source)).startsWith("seed=42 ");
  }

  @Test
  void a_variable_that_a_reference_conf_names_goes_over_its_default_and_under_the_file() {
    assertThat(inAnotherJvm(Map.of("STRANGER_SEED", "8"), "asupersync.runtime = alpha"))
        .contains("asupersync.alpha.seed = \"8\" # environment variable STRANGER_SEED\n");
    assertThat(inAnotherJvm(Map.of("STRANGER_SEED", "8"), "asupersync.runtime = alpha\n" + SEED + " = 9"))
        .contains("asupersync.alpha.seed = 9 # " + directory.resolve("my app.conf") + ":2");
  }

  @Test
  void a_bad_variable_is_told_by_name() {
    assertThat(inAnotherJvm(Map.of("STRANGER_SEED", "x"), "asupersync.runtime = alpha"))
        .contains("CX-1008 environment variable STRANGER_SEED: asupersync.alpha.seed = \"x\" is not a whole");
  }

  @Test
  void a_key_that_only_a_variable_sets_is_still_a_key() {
    assertThat(heard(lines("asupersync.runtime = alpha\nasupersync.alpha.optional = yes"))).isNotEmpty();
  }

  @Test
  void forced_variables_go_over_system_properties_when_they_are_turned_on() {
    Map<String, String> forced = Map.of("CONFIG_FORCE_asupersync_alpha_seed", "10");

    assertThat(inAnotherJvm(forced, "asupersync.runtime = alpha",
        "-D" + SEED + "=11", "-Dconfig.override_with_env_vars=true"))
        .contains("asupersync.alpha.seed = \"10\" # ").contains("CONFIG_FORCE_asupersync_alpha_seed");
    assertThat(inAnotherJvm(forced, "asupersync.runtime = alpha", "-D" + SEED + "=11"))
        .contains("asupersync.alpha.seed = \"11\" # system properties");
  }

  @Test
  void a_forced_variable_that_is_no_key_is_told() {
    assertThat(inAnotherJvm(Map.of("CONFIG_FORCE_asupersync_alpha_sead", "10"), "asupersync.runtime = alpha",
        "-Dconfig.override_with_env_vars=true"))
        .contains("CX-1004 environment variable CONFIG_FORCE_asupersync_alpha_sead: asupersync.alpha.sead")
        .contains("Did you mean asupersync.alpha.seed?");
  }

  /** The environment cannot be changed from within, so another JVM prepares the runtime and tells of it. */
  private String inAnotherJvm(Map<String, String> environment, String hocon, String... options) {
    strangers();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", everything(), PrepareMain.class.getName(), file(hocon).toString()));
    try {
      Path output = directory.resolve("output.txt");
      ProcessBuilder builder = new ProcessBuilder(command)
          .redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      builder.start().waitFor();
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String everything() {
    String modules = System.getProperty("jdk.module.path", "");
    String jars = directory.resolve("alpha-1.0.jar") + File.pathSeparator + directory.resolve("over-1.0.jar");
    return String.join(File.pathSeparator,
        jars, "target/classes", "target/test-classes", modules, System.getProperty("java.class.path"));
  }
}
