package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import dev.asupersync.kernel.KernelSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The defaults of this module as people read them. */
class ReferenceTest {

  private static final Config REFERENCE = ConfigFactory.parseResources(
      Runtimes.class.getClassLoader(), "reference.conf")
      .resolve(ConfigResolveOptions.noSystem());

  @Test
  void it_says_the_same_as_the_defaults_of_the_kernel() {
    ConfigProblems problems = new ConfigProblems();
    Layers layers = Layers.read(ConfigSource.text(""), problems);

    KernelSettings settings = KernelSection.read(new SectionSettings("asupersync", layers, problems));

    assertThat(problems.sorted()).isEmpty();
    assertThat(settings).isEqualTo(KernelSettings.DEFAULT);
  }

  @Test
  void everything_stands_under_one_key() {
    assertThat(REFERENCE.root().keySet()).containsExactly("asupersync");
  }

  @Test
  void every_key_or_the_block_around_it_is_explained() {
    List<String> silent = new ArrayList<>();
    unexplained("asupersync", REFERENCE.getObject("asupersync"), false, silent);

    assertThat(silent).isEmpty();
  }

  private static void unexplained(String path, ConfigObject section, boolean explained, List<String> silent) {
    section.forEach((key, value) -> {
      boolean told = !value.origin().comments().isEmpty();
      if (value instanceof ConfigObject inner) {
        unexplained(path + "." + key, inner, told, silent);
      } else if (!told && !explained && !isOverridable(value)) {
        silent.add(path + "." + key);
      }
    });
  }

  /** A key that a second line may set from the environment has its comment on the first. */
  private static boolean isOverridable(ConfigValue value) {
    return value.origin().description().startsWith("merge of");
  }
}
