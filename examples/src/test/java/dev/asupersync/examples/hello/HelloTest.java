package dev.asupersync.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.examples.ProgramRun;
import dev.asupersync.lab.junit.LabTest;
import dev.asupersync.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HelloTest {

  @Test
  void it_says_hello_in_prod() {
    assertThat(ProgramRun.prod(new Hello()).outcome()).isEqualTo(new Ok<>("hello, structured world"));
  }

  @LabTest(seeds = 200)
  void it_says_hello_under_every_schedule_in_virtual_time(Cx cx) {
    Instant before = cx.now();

    assertThat(Hello.greet(cx)).isEqualTo("hello, structured world");
    assertThat(Duration.between(before, cx.now())).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void the_programs_are_found_by_name() {
    assertThat(ServiceLoader.load(Program.class)).extracting(Program::name)
        .containsExactlyInAnyOrder("hello", "birdstrikes", "jam", "transfers", "orderdesk");
  }
}
