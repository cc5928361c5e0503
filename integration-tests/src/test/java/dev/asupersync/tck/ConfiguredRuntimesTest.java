package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program, and a line of configuration that decides how it is interpreted. */
class ConfiguredRuntimesTest {

  @ParameterizedTest
  @ValueSource(strings = {"prod", "lab", "otel", "com.acme.turbo"})
  void the_same_program_gives_the_same_outcome_on_each_runtime(String name) {
    ConfigSource source = ConfigSource.text("asupersync.runtime = " + name + "\nasupersync.otel.sdk = global");
    try (CxRuntime runtime = Runtimes.open(source)) {
      Outcome<Integer, RuntimeException> outcome = runtime.run(ConfiguredRuntimesTest::program);

      assertThat(outcome).isEqualTo(new Outcome.Ok<>(4950));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "lab", "com.acme.turbo"})
  void otel_watches_any_of_them(String over) {
    ConfigSource source = ConfigSource.text(
        "asupersync { runtime = otel, otel { over = " + over + ", sdk = global } }");
    try (CxRuntime runtime = Runtimes.open(source)) {
      assertThat(runtime.run(ConfiguredRuntimesTest::program)).isEqualTo(new Outcome.Ok<>(4950));
    }
  }

  private static int program(Cx cx) {
    return cx.<Integer>region(scope -> {
      Channel<Integer> numbers = scope.open(Channel.bounded(3));
      Sender<Integer> in = numbers.sender();
      Receiver<Integer> out = numbers.receiver();
      scope.launch(c -> {
        try (in) {
          for (int i = 0; i < 100; i++) {
            in.send(c, i);
          }
        }
      });
      AtomicInteger sum = new AtomicInteger();
      out.forEach(scope.cx(), sum::addAndGet);
      scope.cx().sleep(Duration.ofMillis(1));
      return sum.get();
    }).orThrow();
  }
}
