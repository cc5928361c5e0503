package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSignalTest extends CommandFixture {

  private static Result stopped(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(TestPrograms.Signalling.class.getName());
    TestPrograms.Signalling.RAISES.set(true);
    return asupersync(all.toArray(String[]::new));
  }

  @Test
  void an_exploration_of_all_schedules_tells_how_far_it_came() {
    Result result = stopped("lab", "explore", "--most", "20000");

    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.err()).contains("SIGTERM: stopping, and telling what was found so far.");
    assertThat(result.out()).containsPattern("\\d+ classes of schedules explored, none fails; there are more\\.")
        .doesNotContain("20000");
  }

  @Test
  void one_with_a_strategy_tells_its_figures() {
    Result result = stopped("lab", "explore", "--strategy", "walk", "--schedules", "20000");
    Result json = stopped("lab", "explore", "--strategy", "walk", "--schedules", "20000", "--json");

    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.out()).contains(": 0 violations.").containsPattern("[1-9][\\d,]* schedules, 0 failed")
        .doesNotContain("20,000");
    assertThat(json.exitCode()).isEqualTo(143);
    assertThat(json.out()).startsWith("{\"program\":").contains("\"failures\":0", "\"complete\":false");
  }

  @Test
  void an_injection_tells_the_points_that_it_came_to() {
    Result result = stopped("lab", "inject", "--seeds", "100000");

    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.out()).containsPattern("\\| random walk from seed 42 +\\| +1 \\|").contains("0 failures.");
  }

  @Test
  void a_second_signal_loses_nothing_and_a_third_ends_the_process_where_it_stands() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<Integer> halts = new ArrayList<>();
    Terminal terminal =
        new Terminal(new Terminal.Streams(new ByteArrayOutputStream(), err, false, false), 80, () -> 0);

    try (StopSignal stop = StopSignal.listen(terminal, halts::add)) {
      stop.check();
      assertThat(stop.exitCode()).isEmpty();
      stop.on("INT", 2);
      assertThatThrownBy(stop::check).isInstanceOf(StopSignal.Stopped.class);
      assertThat(halts).isEmpty();
      stop.on("INT", 2);
      assertThat(halts).isEmpty();
      stop.on("TERM", 15);

      assertThat(stop.exitCode()).contains(130);
    }

    assertThat(halts).containsExactly(143);
    assertThat(err.toString()).startsWith("Ctrl-C: stopping").contains("Once more ends it at once, and tells nothing.");
  }
}
