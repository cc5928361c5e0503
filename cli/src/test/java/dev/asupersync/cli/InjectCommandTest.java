package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InjectCommandTest extends CommandFixture {

  private static Result inject(String... options) {
    List<String> all = new ArrayList<>(List.of("lab", "inject"));
    all.addAll(Arrays.asList(options));
    all.addAll(List.of("transfers", "--", "--accounts", "2", "--tellers", "2", "--transfers", "1"));
    return asupersync(all.toArray(String[]::new));
  }

  @Test
  void a_program_that_bears_it_is_told_in_a_table() {
    Result result = inject("--seeds", "3", "--kinds", "user,shutdown", "--targets", "self,run", "--allow",
        "dev.asupersync.channel.ChannelClosedException");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .containsPattern("\\| transfers +\\| random walk from seed 42 +\\| +\\d+ \\| +4 \\| +\\d+ \\| +\\d+ \\| +0 \\|")
        .contains("0 failures.");
  }

  @Test
  void one_that_does_not_tells_a_word_that_shows_it_again() {
    String lossy = TestPrograms.Lossy.class.getName();

    Result result = asupersync("lab", "inject", "--strategy", "dpor", lossy);
    String token = result.err().replaceAll("(?s).*?lab replay \\S+ (\\S+).*", "$1");
    Result again = asupersync("lab", "replay", lossy, token);

    assertThat(result.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(result.out()).contains("1 point fails.");
    assertThat(result.err()).contains("cancel self (user) at point 3 of \"borrower\", before CHECKPOINT", "it is lost");
    assertThat(again.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(again.err()).contains("it is lost", "Injected: {cancel=1}");
  }

  @Test
  void the_same_as_json() {
    Result result = inject("--seeds", "2", "--points", "first:5", "--targets", "run", "--json");

    assertThat(result.out()).startsWith("{\"program\":\"transfers --accounts 2").contains(
        "\"faults\":[\"cancel run (user)\"]", "\"points\":5", "\"runs\":10", "\"failures\":[]");
  }

  @Test
  void a_target_that_is_never_there_is_no_success() {
    Result result = inject("--seeds", "1", "--targets", "task:nobody");

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.out()).contains("CX-4041");
  }

  @Test
  void what_cannot_be_is_refused_with_what_there_is() {
    assertThat(inject("--kinds", "bored").err()).contains("\"bored\" is not a kind of cancellation. There are: user,");
    assertThat(inject("--ops", "dance").err()).contains("\"dance\" is not an operation. There are: start,");
    assertThat(inject("--targets", "boss").err()).contains("There are: self, here, run");
    assertThat(inject("--points", "most").err()).contains("There are: all, every:N");
    assertThat(inject("--strategy", "luck").err()).contains("There is no strategy \"luck\"");
    assertThat(inject("--allow", "no.such.Error").err()).contains("\"no.such.Error\" is no class of errors");
    assertThat(inject("--seeds", "0").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void chaos_beside_an_exploration_is_counted() {
    Result run = asupersync("lab", "run", "--chaos", "heavy,cancel=0,exhaust=0", "transfers");
    Result explored = asupersync("lab", "explore", "--strategy", "pos", "--schedules", "50", "--chaos",
        "light,cancel=0,exhaust=0", "transfers");
    Result wrong = asupersync("lab", "run", "--chaos", "rain", "transfers");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("Injected: {").contains("delay=");
    assertThat(explored.exitCode()).as(explored.err()).isEqualTo(ExitCode.OK);
    assertThat(explored.out()).contains("with chaos (delay 5%");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("\"rain\" says no chaos");
  }
}
