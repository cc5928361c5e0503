package dev.asupersync.examples.mocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.examples.Invocations;
import dev.asupersync.examples.hello.Hello;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wiring: the same program, on the runtime that a line of configuration names. */
class Tier3WiringTest {

  @ParameterizedTest
  @ValueSource(strings = {"prod", "lab"})
  void the_same_program_runs_on_the_runtime_that_configuration_names(String name) {
    try (var runtime = Runtimes.open(ConfigSource.text("asupersync.runtime = " + name))) {
      var outcome = runtime.run(cx -> new Hello().run(cx, Invocations.with().invocation()));

      assertThat(outcome.orThrow()).isEqualTo("hello, structured world");
    }
  }
}
