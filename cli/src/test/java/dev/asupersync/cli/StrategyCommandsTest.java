package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Searches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrategyCommandsTest extends CommandFixture {

  private static final List<String> SMALL = List.of("--accounts", "2", "--tellers", "2", "--transfers", "1");

  private static Result lab(List<String> before, String... behind) {
    List<String> all = new ArrayList<>(List.of("lab"));
    all.addAll(before);
    all.add("--");
    all.addAll(SMALL);
    all.addAll(Arrays.asList(behind));
    return asupersync(all.toArray(String[]::new));
  }

  private static String token(Result result) {
    return result.err().replaceAll("(?s).*?Again: asupersync lab replay transfers (\\S+).*", "$1");
  }

  static List<String> names() {
    return Searches.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_strategy_finds_the_update_that_is_lost_and_its_word_shows_it_again(String name) {
    Result explored = lab(List.of("explore", "--strategy", name, "transfers"), "--bug");

    Result again = lab(List.of("replay", "transfers", token(explored)), "--bug");

    assertThat(explored.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(explored.out()).containsPattern("transfers: run \\d+ of the .* fails").contains("schedules/s");
    assertThat(explored.err()).contains("an update was lost", "-- --accounts 2");
    assertThat(again.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(again.err()).isEqualTo(explored.err().replaceAll("(?s)Again: .*", ""));
  }

  @Test
  void a_program_that_is_right_has_no_schedule_that_fails() {
    Result explored = lab(List.of("explore", "--strategy", "portfolio", "--schedules", "300", "transfers"));

    assertThat(explored.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(explored.out()).contains("transfers: 0 violations.", "300 schedules, 0 failed", "unseen (estimated)");
  }

  @Test
  void all_classes_were_explored_where_that_is_so() {
    Result explored = lab(List.of("explore", "--strategy", "dpor", "transfers"));

    assertThat(explored.out()).contains("all 4 classes explored, 0 violations", "4 schedules", "4 classes");
  }

  @Test
  void figures_come_as_json_too() {
    Result explored =
        lab(List.of("explore", "--strategy", "surw", "--seconds", "0.2", "--unseen", "0.5", "--json", "transfers"));

    assertThat(explored.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(explored.out().strip()).startsWith("{\"program\":\"transfers --accounts 2").endsWith("}")
        .contains("\"failures\":0", "\"complete\":false", "\"oracles\":");
  }

  @Test
  void what_makes_no_sense_is_a_usage_error() {
    for (List<String> wrong : List.of(
        List.of("explore", "--strategy", "best", "transfers"),
        List.of("explore", "--json", "transfers"),
        List.of("explore", "--strategy", "walk", "--schedules", "-1", "transfers"),
        List.of("explore", "--strategy", "walk", "--seconds", "-1", "transfers"),
        List.of("run", "--strategy", "best", "transfers"),
        List.of("run", "--number", "0", "transfers"))) {
      assertThat(lab(wrong).exitCode()).as(wrong.toString()).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void one_run_tells_the_word_that_makes_it_again() {
    for (String name : List.of("walk", "pct", "surw")) {
      Result run = lab(List.of("run", "--strategy", name, "--number", "70", "--seed", "9", "--trace", "transfers"));

      Result again = lab(List.of("replay", "--trace", "transfers", token(run)));

      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.err()).contains("Ok");
      assertThat(again.out()).isEqualTo(run.out()).contains("CELL_READ");
    }
  }

  @Test
  void a_failure_is_told_with_the_shortest_run_that_shows_it() {
    Result explored = lab(List.of("explore", "--strategy", "walk", "transfers"), "--bug");
    String shorter = explored.err().replaceAll("(?s).*Shorter: asupersync lab replay transfers (\\S+).*", "$1");

    Result again = lab(List.of("replay", "transfers", shorter), "--bug");

    assertThat(explored.err()).contains("The shortest run found that fails so has 1 preemptions, 4 switches",
        "is stopped before CELL_WRITE", "teller T3                    | teller T4", "It ends with Err: ");
    assertThat(again.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(lab(List.of("explore", "--strategy", "walk", "--json", "transfers"), "--bug").err())
        .doesNotContain("Shorter");
  }

  @Test
  void a_replay_shows_operations_and_what_is_alive_at_one_of_them() {
    String token = token(lab(List.of("explore", "--strategy", "surw", "transfers"), "--bug"));

    Result steps = lab(List.of("replay", "--steps", "transfers", token), "--bug");
    Result at = lab(List.of("replay", "--to", "9", "transfers", token), "--bug");
    Result first = lab(List.of("replay", "--stop-at", "spawn:teller", "transfers", token), "--bug");

    assertThat(steps.out()).containsPattern("(?m)^ +1  T0 main +REGION_OPEN #0$")
        .containsPattern("(?m)T[34] teller +CELL_READ");
    assertThat(at.out()).startsWith("At operation 9:").contains("runtime lab", "\"main\" (body)", "waits for");
    assertThat(first.out()).containsPattern("At operation \\d+:").contains("T3 \"teller\"").doesNotContain("T4");
    assertThat(List.of(steps.exitCode(), at.exitCode(), first.exitCode())).containsOnly(ExitCode.LAB_FAILED);
  }

  @Test
  void a_moment_that_does_not_come_or_cannot_come_is_told() {
    String token = token(lab(List.of("run", "transfers")));

    assertThat(lab(List.of("replay", "--stop-at", "CANCEL_REQUESTED:timeout", "transfers", token)).out())
        .contains("The run came to no an event CANCEL_REQUESTED with \"timeout\".");
    assertThat(lab(List.of("replay", "--to", "100000", "transfers", token)).out())
        .contains("The run came to no operation 100000.");
    for (List<String> wrong : List.of(
        List.of("replay", "--stop-at", "SCHEDULE", "transfers", token),
        List.of("replay", "--to", "-1", "transfers", token),
        List.of("replay", "--to", "1", "--stop-at", "END", "transfers", token))) {
      assertThat(lab(wrong).exitCode()).as(wrong.toString()).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void replays_and_what_is_left_of_a_failure_come_as_json_too() {
    String token = token(lab(List.of("explore", "--strategy", "surw", "transfers"), "--bug"));

    Result replay = lab(List.of("replay", "--json", "--steps", "--to", "9", "transfers", token), "--bug");
    Result shrunk = lab(List.of("minimize", "--json", "transfers", token), "--bug");
    Result sound = lab(List.of("minimize", "--json", "transfers", token(lab(List.of("run", "transfers")))));

    assertThat(replay.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(replay.err()).isEmpty();
    assertThat(replay.out().strip()).startsWith("{\"outcome\":\"err\"").endsWith("}").contains("an update was lost",
        "\"operations\":[{\"operation\":1,\"task\":\"T0 main\"", "\"at\":9,\"alive\":{");
    assertThat(shrunk.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(shrunk.out().strip()).startsWith("{\"program\":\"transfers --accounts 2").endsWith("}")
        .contains("\"fails\":true", "\"after\":{\"preemptions\":1,", "\"switches\":[\"teller T");
    assertThat(sound.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(sound.out().strip()).isEqualTo("{\"fails\":false}");
  }

  @Test
  void a_word_of_a_run_with_other_arguments_is_refused() {
    String token = token(lab(List.of("run", "transfers")));

    Result other = lab(List.of("replay", "transfers", token), "--bug");

    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("CX-4022", "other arguments");
  }

  @Test
  void a_word_that_is_none_is_refused() {
    Result other = lab(List.of("replay", "transfers", "nonsense"));

    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("CX-4021", "\"nonsense\"");
  }

  @Test
  void the_bar_shows_the_part_of_the_budget_that_is_spent() {
    Exploration half = half(OptionalDouble.empty());

    assertThat(ProgressBar.of(half, Budget.schedules(100)))
        .isEqualTo("[##########..........] 50 schedules, 4 classes, 2% unseen, 50/s");
    assertThat(ProgressBar.of(half(OptionalDouble.of(1_234_567)), Budget.schedules(100)))
        .isEqualTo("[##########..........] 50 schedules, 4 classes of about 1,200,000, 2% unseen, 50/s");
    assertThat(ProgressBar.of(half, Budget.time(Duration.ofSeconds(4)))).startsWith("[#####...............]");
  }

  private static Exploration half(OptionalDouble estimate) {
    return new Exploration(
        "it", "walk", 50, 0, 4, estimate, 0.02, 1_000_000_000, false, 10, Optional.empty());
  }

  @Test
  void the_bar_of_all_classes_shows_how_many_are_left_and_how_long_that_takes() {
    assertThat(ProgressBar.of(4_500, OptionalDouble.of(9_011), 1_000_000_000))
        .isEqualTo("[##########..........] 4,500 of about 9,000 classes, 4,500/s, about 1.0 s left");
    assertThat(ProgressBar.of(4_500, OptionalDouble.of(1e12), 1_000_000_000)).endsWith("about 6.2e+04 h left");
    assertThat(ProgressBar.of(4_500, OptionalDouble.of(100), 1_000_000_000)).isEqualTo("4,500 classes, 4,500/s");
    assertThat(ProgressBar.of(4_500, OptionalDouble.empty(), 1_000_000_000)).isEqualTo("4,500 classes, 4,500/s");
  }

  @Test
  void the_portfolio_says_that_all_classes_were_explored_where_they_are_few() {
    Result found = lab(List.of("explore", "--strategy", "portfolio", "transfers"));

    assertThat(found.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(found.out()).contains("all 4 classes explored, 0 violations");
  }

  @Test
  void how_soon_a_strategy_finds_the_known_bugs_is_told() {
    Result found = asupersync(
        "lab", "bugs", "--strategies", "portfolio", "--seconds", "20", "--seeds", "2", "race01", "deadlock01");

    assertThat(found.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(found.out()).contains("2/2", "portfolio: 2 of 2 programs from each of 2 seeds within 20.0 s.");
  }

  @Test
  void what_was_not_found_in_time_is_named() {
    Result found =
        asupersync("lab", "bugs", "--strategies", "walk", "--seconds", "0.05", "--seeds", "1", "reorder_100");

    assertThat(found.out()).contains("0/1", "0 of 1 programs", "not reorder_100 (0 of 1)");
    assertThat(asupersync("lab", "bugs", "--seconds", "1").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
