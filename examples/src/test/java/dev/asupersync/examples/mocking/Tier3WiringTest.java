package dev.asupersync.examples.mocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome.Ok;
import dev.asupersync.examples.ProgramRun;
import dev.asupersync.examples.hello.Hello;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wiring: the same program, on the runtime that a line of configuration names. */
class Tier3WiringTest {

  @ParameterizedTest
  @ValueSource(strings = {"prod", "lab"})
  void the_same_program_runs_on_the_runtime_that_configuration_names(String name) {
    ProgramRun run = ProgramRun.with("asupersync.runtime = " + name, new Hello());

    assertThat(run.outcome()).isEqualTo(new Ok<>("hello, structured world"));
  }
}
