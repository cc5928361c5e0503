package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedHuntTest extends CommandFixture {

  @Test
  void the_first_seed_that_does_not_end_ok_is_shown_and_named() {
    Result hunt = asupersync("run", "-Dasupersync.runtime=lab", "--seeds", "1..50", "transfers", "--", "--bug");

    assertThat(hunt.exitCode()).isEqualTo(ExitCode.ERR);
    assertThat(hunt.err())
        .contains("an update was lost")
        .containsPattern("Found with seed \\d+, after \\d+ of the seeds 1\\.\\.50");

    String seed = hunt.err().replaceAll("(?s).*Found with seed (\\d+).*", "$1");
    Result again =
        asupersync("run", "-Dasupersync.runtime=lab", "-Dasupersync.lab.seed=" + seed, "transfers", "--", "--bug");
    assertThat(again.exitCode()).isEqualTo(ExitCode.ERR);
    assertThat(hunt.err()).startsWith(again.err().lines().findFirst().orElseThrow());
  }

  @Test
  void without_a_bug_every_seed_ends_ok() {
    Result hunt = asupersync("run", "-Dasupersync.runtime=lab", "--seeds", "1..20", "transfers");

    assertThat(hunt.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(hunt.err()).contains("Seeds 1..20: every run ended Ok.");
  }

  @Test
  void a_runtime_without_a_seed_is_refused() {
    Result hunt = asupersync("run", "-Dasupersync.runtime=prod", "--seeds", "1..20", "transfers");

    assertThat(hunt.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(hunt.err()).contains("--seeds needs a runtime that has a seed, and \"prod\" has none");
  }

  @Test
  void a_range_that_is_none_is_a_usage_error() {
    Result hunt = asupersync("run", "--seeds", "5..1", "transfers");

    assertThat(hunt.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(hunt.err()).contains("1..100");
  }
}
