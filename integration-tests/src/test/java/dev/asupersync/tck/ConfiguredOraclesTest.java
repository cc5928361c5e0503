package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelKind;
import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.channel.Channel;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.error.CxConfigException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code asupersync.oracles} over production. */
class ConfiguredOraclesTest {

  private static ConfigSource prod(String more) {
    return ConfigSource.text("asupersync.runtime = prod\nasupersync.oracles { enabled = on, " + more + " }");
  }

  /** A task that ends with a permit in its hand; then a long time in which nothing is wrong. */
  private static String leaks(Cx cx, Duration after) {
    return cx.<String>region(scope -> {
      Channel<String> orders = scope.open(Channel.<String>bounded(3).named("orders"));
      scope.spawn(c -> orders.sender().reserve(c)).join();
      scope.cx().sleep(after);
      return "done";
    }).orThrow();
  }

  private static String plain(Cx cx) {
    return cx.<String>region(scope -> scope.<String>spawn(_ -> "fine").join().orThrow()).orThrow();
  }

  @Test
  void a_rule_that_is_broken_is_told_in_a_dump_and_the_program_goes_on() {
    try (CxRuntime runtime = Runtimes.open(prod("on-violation = count"))) {
      Outcome<String, RuntimeException> outcome = runtime.run(cx -> leaks(cx, Duration.ofMillis(1)));

      assertThat(outcome).isEqualTo(new Outcome.Ok<>("done"));
      List<String> notes = runtime.dump().notes();
      assertThat(notes.getFirst()).isEqualTo(
          "oracles: 1 of 1 runs watched, 0 of them now, 0 not judged to the end, 1 violations");
      assertThat(notes.get(1)).contains("CX-4050", "obligation_leak", "run 1", "orders");
      assertThat(runtime.dump().text()).contains("\nnote: CX-4050 Oracle obligation_leak");
      assertThat(runtime.dump().json()).contains("\"notes\":[\"oracles: 1 of 1");
    }
  }

  @Test
  void a_run_in_which_a_rule_is_broken_can_be_asked_to_stop() {
    try (CxRuntime runtime = Runtimes.open(prod("on-violation = cancel"))) {
      Outcome<String, RuntimeException> outcome = runtime.run(cx -> leaks(cx, Duration.ofHours(1)));

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Cancelled.class, cancelled -> {
        assertThat(cancelled.reason().rootCause().kind()).isEqualTo(CancelKind.FAIL_FAST);
        assertThat(cancelled.reason().rootCause().explain()).contains("CX-4050 Oracle obligation_leak");
      });
    }
  }

  @Test
  void one_run_in_so_many_is_watched() {
    try (CxRuntime runtime = Runtimes.open(prod("one-in = 10"))) {
      for (int i = 0; i < 1_000; i++) {
        runtime.run(ConfiguredOraclesTest::plain);
      }

      String first = runtime.dump().notes().getFirst();
      assertThat(first).matches("oracles: \\d+ of 1000 runs watched, 0 of them now, 0 not judged .*");
      assertThat(Integer.parseInt(first.split(" ")[1])).isBetween(80, 120);
    }
  }

  @Test
  void a_run_in_which_too_much_is_alive_is_told_to_be_unjudged() {
    try (CxRuntime runtime = Runtimes.open(prod("most-live = 3, on-violation = count"))) {
      runtime.run(cx -> leaks(cx, Duration.ofMillis(1)));

      assertThat(runtime.dump().notes()).satisfiesExactly(
          line -> assertThat(line).contains("1 not judged to the end, 0 violations"),
          line -> assertThat(line).startsWith("CX-4051 Run 1 is not judged: more than 3 tasks"));
    }
  }

  @Test
  void an_oracle_that_there_is_not_is_told_before_anything_starts() {
    assertThatThrownBy(() -> Runtimes.open(prod("names = [task_leek]")))
        .isInstanceOf(CxConfigException.class)
        .hasMessageContaining("asupersync.oracles.names")
        .hasMessageContaining("Did you mean \"task_leak\"?");
  }

  @Test
  void nobody_watches_where_nobody_says_so() {
    try (CxRuntime runtime = Runtimes.open(ConfigSource.text("asupersync.runtime = prod"))) {
      runtime.run(ConfiguredOraclesTest::plain);

      assertThat(runtime.dump().notes()).isEmpty();
    }
  }
}
