package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCaptureCommandTest extends CommandFixture {

  @TempDir
  Path directory;

  private String captured(String program) {
    String file = directory.resolve("run.cxtrace").toString();
    Result run = asupersync("run", program, "--capture", file);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("capture: ");
    return file;
  }

  @Test
  void a_run_of_production_is_run_again_and_prints_the_same() {
    String file = captured("transfers");

    Result again = asupersync("replay", file, "transfers");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("12 transfers between 100 accounts; 100000 before and after");
    assertThat(again.err()).containsPattern("The run went the same way: all \\d+ events of ");
  }

  @Test
  void another_program_or_other_arguments_go_another_way() {
    String file = captured("transfers");

    Result other = asupersync("replay", file, "transfers", "--", "--tellers", "2");

    assertThat(other.exitCode()).isEqualTo(13);
    assertThat(other.err()).contains("Violation: CX-4062 ").doesNotContain("The run went the same way");
  }

  @Test
  void a_file_that_is_cut_is_told() throws IOException {
    String file = captured("transfers");
    byte[] whole = Files.readAllBytes(Path.of(file));
    Files.write(Path.of(file), java.util.Arrays.copyOf(whole, whole.length / 2));

    Result cut = asupersync("replay", file, "transfers");

    assertThat(cut.exitCode()).isNotZero();
    assertThat(cut.err()).containsPattern("CX-410[123] ").doesNotContain("The run went the same way");
  }

  @Test
  void the_lab_is_not_captured() {
    Result refused = asupersync("run", "transfers", "-Dasupersync.runtime=lab",
        "--capture", directory.resolve("run.cxtrace").toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("asupersync.capture.over = \"lab\"").contains("this runtime is deterministic");
    assertThat(directory).isEmptyDirectory();
  }
}
