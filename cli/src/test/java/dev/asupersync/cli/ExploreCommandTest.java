package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploreCommandTest extends CommandFixture {

  private static final String[] SMALL = {"--accounts", "2", "--tellers", "2", "--transfers", "1"};

  private static Result lab(String command, List<String> before, String... behind) {
    List<String> all = new ArrayList<>(List.of("lab", command));
    all.addAll(before);
    all.add("--");
    all.addAll(Arrays.asList(SMALL));
    all.addAll(Arrays.asList(behind));
    return asupersync(all.toArray(String[]::new));
  }

  @Test
  void a_program_that_is_right_is_explored_to_the_end() {
    Result explored = lab("explore", List.of("transfers"));

    assertThat(explored.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(explored.out()).contains("transfers: all 4 classes of schedules explored, none fails");
  }

  @Test
  void the_schedule_of_a_failure_is_told_and_shows_it_again() {
    Result explored = lab("explore", List.of("transfers"), "--bug");
    String schedule = explored.err().replaceAll("(?s).*transfers \"([^\"]*)\".*", "$1");

    Result again = lab("replay", List.of("--trace", "transfers", schedule), "--bug");

    assertThat(explored.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(explored.err()).contains("an update was lost");
    assertThat(again.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(again.err()).isEqualTo(explored.err().replaceAll("(?s)Again: .*", ""));
    assertThat(again.out()).contains("CELL_READ");
  }

  @Test
  void a_failing_schedule_is_shortened_to_what_it_needs_and_the_rest_is_replayed() {
    Result explored = lab("explore", List.of("transfers"), "--bug");
    String schedule = explored.err().replaceAll("(?s).*transfers \"([^\"]*)\".*", "$1");

    Result shrunk = lab("minimize", List.of("transfers", schedule), "--bug");
    String token = shrunk.err().replaceAll("(?s).*lab replay transfers (\\S+).*", "$1");
    Result again = lab("replay", List.of("transfers", token), "--bug");

    assertThat(shrunk.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(shrunk.err()).contains("to 1 preemptions", "is stopped before CELL_WRITE", "an update was lost");
    assertThat(again.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(again.err()).contains("an update was lost");
  }

  @Test
  void a_schedule_of_another_program_is_not_shortened() {
    Result other = lab("minimize", List.of("transfers", "any s0/2"));

    assertThat(other.exitCode()).isEqualTo(ExitCode.LAB_DIVERGED);
    assertThat(other.err()).containsOnlyOnce("CX-4008 ");
  }

  @Test
  void a_schedule_that_does_not_fit_has_a_code_of_its_own() {
    Result other = lab("replay", List.of("transfers", "any s0/2 s0/7"), "--bug");

    assertThat(other.exitCode()).isEqualTo(ExitCode.LAB_DIVERGED);
    assertThat(other.err()).containsOnlyOnce("Violation: CX-4008 The ").containsOnlyOnce("[docs/errors.md#cx-4008]");
  }

  @Test
  void a_schedule_that_is_none_is_a_usage_error() {
    Result wrong = lab("replay", List.of("transfers", "non/sense"));

    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("The schedule cannot be read").contains("\"non/sense\"");
  }

  @Test
  void where_it_is_stopped_it_says_so() {
    Result stopped = lab("explore", List.of("--most", "3", "transfers"));

    assertThat(stopped.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(stopped.out()).contains("3 classes of schedules explored, none fails; there are more");
  }

  @Test
  void no_class_at_all_is_a_usage_error() {
    assertThat(lab("explore", List.of("--most", "0", "transfers")).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_table_of_known_bugs_has_a_row_for_each_program() {
    Result table = asupersync("lab", "bugs", "--most", "100", "--seeds", "3", "deadlock01", "din_phil_4");

    assertThat(table.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(table.out()).containsPattern("\\| deadlock01 +\\| +3 \\| +1 \\| +2 \\|");
    assertThat(table.out()).containsPattern("\\| din_phil_4 +\\| +15 \\| +1 \\|");
  }

  @Test
  void the_table_of_strategies_has_a_column_for_each() {
    Result table = asupersync("lab", "bugs", "--strategies", "walk,delay", "--most", "300",
        "--seeds", "3", "deadlock01", "phase01");

    assertThat(table.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(table.out()).containsPattern("\\| program +\\| +walk \\| +delay \\| +runs/s \\|")
        .containsPattern("\\| deadlock01 +\\| +\\d+ \\| +\\d+ \\| +\\d+ \\|");
    assertThat(asupersync("lab", "bugs", "--strategies", "best").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_bug_that_nobody_knows_is_a_usage_error() {
    Result unknown = asupersync("lab", "bugs", "millennium");

    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("\"millennium\"").contains("deadlock01");
  }
}
