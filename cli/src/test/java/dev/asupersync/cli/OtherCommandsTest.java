package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OtherCommandsTest extends CommandFixture {

  @Test
  void runtimes_lists_names_and_where_they_come_from() {
    Result result = asupersync("runtimes");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out().lines()).hasSize(5)
        .anyMatch(line -> line.matches("capture +dev\\.asupersync\\.lab\\.capture\\.CaptureProvider in .*"))
        .anyMatch(line -> line.matches("prod +dev\\.asupersync\\.prod\\.ProdProvider in .*"))
        .anyMatch(line -> line.matches("lab +dev\\.asupersync\\.lab\\.LabProvider in .*"))
        .anyMatch(line -> line.matches("otel +dev\\.asupersync\\.otel\\.OtelProvider in .*"));
  }

  @Test
  void config_shows_every_setting_with_its_place() throws IOException {
    Path conf = file("\nasupersync.runtime = lab\n");

    Result result = asupersync("config", "--config", conf.toString(), "-Dasupersync.lab.seed=7");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("asupersync\\.runtime = \"lab\" +# .*my app\\.conf:2"))
        .anyMatch(line -> line.matches("asupersync\\.lab\\.seed = \"7\" +# -Dasupersync\\.lab\\.seed"))
        .anyMatch(line -> line.matches("asupersync\\.budget\\.priority = 128 +# reference\\.conf of .*:\\d+"));
  }

  @Test
  void config_shows_a_wrong_configuration_and_then_tells_what_is_wrong() throws IOException {
    Result result = asupersync("config", "--config", file("asupersync.lab.sead = 7").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("asupersync.lab.sead = 7");
    assertThat(result.err()).startsWith("CX-1004 ");
  }

  @Test
  void dashboards_says_where_they_are_when_what_puts_them_up_is_not_there() {
    Result result = asupersync("dashboards", "--once");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("\"stand\"").contains("./asupersync builds it");
  }

  @Test
  void dashboards_refuses_an_option_that_does_not_exist() {
    Result result = asupersync("dashboards", "--one");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("--one").contains("See asupersync dashboards --help");
  }

  @Test
  void without_a_command_it_says_what_there_is() {
    Result result = asupersync();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("run, replay, programs, runtimes").contains("asupersync --help");
  }

  @Test
  void a_command_that_does_not_exist_is_told_with_the_nearest() {
    Result result = asupersync("rnu", "hello");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("rnu").contains("Did you mean").contains("run");
  }

  @Test
  void help_goes_to_standard_output_with_success() {
    Result result = asupersync("run", "--help");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out()).contains("--config").contains("13 an oracle or leak");
  }

  @Test
  void lab_conformance_prints_a_row_for_each_program_and_a_verdict() {
    Result result = asupersync("lab", "conformance", "--seeds", "1");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out())
        .contains("| channel: rendezvous").contains("nothing lost, doubled, leaked or left waiting.");
  }

  @Test
  void lab_conformance_wants_a_seed_or_more() {
    Result result = asupersync("lab", "conformance", "--seeds", "0");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("CX-1011 ").contains("--seeds").contains("\"0\" is not a whole number from 1");
  }

  @Test
  void lab_oracles_shows_how_many_mutants_each_oracle_and_rule_has_killed() {
    Result result = asupersync("lab", "oracles");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("\\| task_leak +\\| +1 \\| +2 \\| +3/3 \\|"))
        .anyMatch(line -> line.matches("\\| QUIESCENCE-001 +\\| +1 \\| +1 \\| +2/2 \\|"))
        .anyMatch(line -> line.matches("(\\d+) oracles and rules: (\\d+) of \\2 mutants killed, .*"));
  }

  @Test
  void lab_oracles_looks_for_false_alarms() {
    Result result = asupersync("lab", "oracles", "--clean", "140");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out()).matches("140 schedules of \\d+ programs, \\d+ events: no false alarm\\.\\R");
    assertThat(asupersync("lab", "oracles", "--clean", "-1").exitCode()).isEqualTo(1);
  }
}
