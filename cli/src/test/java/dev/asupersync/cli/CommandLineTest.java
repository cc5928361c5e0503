package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may type by mistake, and what may be wrong around them. */
class CommandLineTest extends CommandFixture {

  private static final OutputStream FULL = new OutputStream() {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  };

  @ParameterizedTest
  @ValueSource(strings = {
    "-x",
    "lab",
    "lab explore",
    "lab explore --strategy best hello",
    "lab explore --strategy walk --schedules 0 hello",
    "lab explore --strategy walk --seconds 1e30 hello",
    "lab explore --strategy walk --seconds NaN hello",
    "lab explore --strategy walk --unseen NaN hello",
    "lab explore --strategy walk --unseen 0 hello",
    "lab explore --strategy walk --chaos cancel=9 hello",
    "lab explore --most -1 hello",
    "lab explore --seed 99999999999999999999 hello",
    "lab explore --seed x hello",
    "lab run --number 0 hello",
    "lab run --chaos dark hello",
    "lab inject --seeds -1 hello",
    "lab inject --failures 0 hello",
    "lab inject --second -1 hello",
    "lab inject --points every:0 hello",
    "lab replay --to 0 hello AQB0",
    "lab replay --json --trace hello AQB0",
    "lab minimize --runs -5 hello AQB0",
    "lab bugs --seeds 3000000000",
    "lab bugs --most 0",
    "lab bugs --strategies walk,best",
    "lab bugs --strategies walk --seconds -1",
    "lab oracles --clean 0",
    "lab conformance --seeds many",
    "run hello --seeds 5..1",
    "run hello -Dasupersync.runtime=prod --seeds 1..5",
    "run hello -Dasupersync.runtime=prod --trace x.cxtrace",
    "run hello --debug --seeds 1..5",
    "trace events -n -1 x.cxtrace",
    "trace export -f xml x.cxtrace",
    "dashboards --once"
  })
  void what_makes_no_sense_is_told_with_a_code(String command) {
    Result result = asupersync(command.split(" "));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).startsWith("CX-1011 ").contains("[docs/errors.md#cx-1011]").doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void arguments_that_a_program_refuses_are_a_matter_of_usage_in_the_lab_too() {
    for (String command : new String[] {"run", "explore", "inject"}) {
      Result result = asupersync("lab", command, TestPrograms.Misused.class.getName());

      assertThat(result.exitCode()).as(command).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).as(command).startsWith("CX-1011 The arguments of the program are wrong: --size is \"x\"")
          .doesNotContain("Again:", "Shorter:");
    }
    Result drawn = asupersync("lab", "explore", "--strategy", "walk", TestPrograms.Misused.class.getName());
    assertThat(drawn.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(drawn.err()).doesNotContain("Again:");
  }

  @Test
  void a_command_to_type_is_quoted_as_a_shell_needs_it() {
    Result run = asupersync("lab", "run", TestPrograms.Echo.class.getName(), "--", "it's", "a b", "$HOME", "", "x=1,2");

    assertThat(run.err()).endsWith(" -- 'it'\\''s' 'a b' '$HOME' '' x=1,2" + System.lineSeparator());
  }

  @Test
  void a_lost_output_is_told_even_where_the_exit_code_says_something_else() {
    Result failing = asupersync(FULL, new ByteArrayOutputStream(),
        "lab", "explore", "--strategy", "walk", TestPrograms.Failing.class.getName());
    Result fine = asupersync(FULL, new ByteArrayOutputStream(), "lab", "explore", TestPrograms.Echo.class.getName());

    assertThat(failing.exitCode()).isEqualTo(ExitCode.LAB_FAILED);
    assertThat(failing.err()).contains("CX-1012 Results cannot be written", "Again: asupersync lab replay");
    assertThat(fine.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(fine.err()).containsOnlyOnce("CX-1012 ");
  }

  @Test
  void a_lost_list_of_events_is_told() {
    Path trace = directory.resolve("x.cxtrace");
    runInLab(TestPrograms.Echo.class, "--trace", trace.toString());

    Result result = asupersync(FULL, new ByteArrayOutputStream(), "trace", "events", trace.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).containsOnlyOnce("CX-1012 ");
  }

  @Test
  void an_error_that_nobody_expects_is_told_as_one_of_ours() {
    Result result = runInProd(TestPrograms.Unspeakable.class);

    assertThat(result.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(result.err()).startsWith("Something in Asupersync itself went wrong").contains("no words for it");
  }

  @Test
  void a_trace_that_cannot_be_read_does_not_hide_those_behind_it() throws IOException {
    Path good = directory.resolve("good.cxtrace");
    runInLab(TestPrograms.Echo.class, "--trace", good.toString());
    Path cut = Files.write(directory.resolve("cut.cxtrace"), new byte[] {1, 2, 3});

    Result result = asupersync("trace", "verify", "nowhere.cxtrace", directory.toString(), cut.toString(),
        good.toString());
    Result json = asupersync("trace", "verify", "--json", cut.toString(), good.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err().lines()).hasSize(3).allMatch(line -> line.startsWith("CX-4101 "));
    assertThat(result.out()).contains("good.cxtrace: whole, and in order");
    assertThat(json.out().lines()).hasSize(2)
        .anyMatch(line -> line.contains("cut.cxtrace\",\"whole\":false"))
        .anyMatch(line -> line.contains("good.cxtrace\",\"whole\":true"));
  }

  @Test
  void a_task_that_cannot_be_is_told() {
    Path trace = directory.resolve("x.cxtrace");
    runInLab(TestPrograms.Echo.class, "--trace", trace.toString());

    assertThat(asupersync("trace", "events", "-t", "-3", trace.toString()).err()).startsWith("CX-4108 \"-3\"");
  }

  @Test
  void a_trace_goes_where_a_link_points_to_and_the_link_stays() throws IOException {
    Path target = Files.createFile(directory.resolve("target.cxtrace"));
    Path link = Files.createSymbolicLink(directory.resolve("link.cxtrace"), target);

    Result result = runInLab(TestPrograms.Echo.class, "--trace", link.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(link).isSymbolicLink();
    assertThat(asupersync("trace", "verify", target.toString()).exitCode()).isEqualTo(ExitCode.OK);
  }

  /** By a link, so that no device is harmed should this fail. */
  @Test
  void a_trace_to_a_full_device_is_told_and_the_device_stays() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full) && !Files.isRegularFile(full)).isTrue();
    Path link = Files.createSymbolicLink(directory.resolve("full"), full);

    Result result = runInLab(TestPrograms.Echo.class, "--trace", link.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.VIOLATION);
    assertThat(result.err()).contains("CX-4104 ", "No space left on device");
    assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
