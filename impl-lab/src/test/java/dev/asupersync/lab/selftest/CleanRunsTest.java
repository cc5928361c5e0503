package dev.asupersync.lab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.LabConfig;
import org.junit.jupiter.api.Test;

class CleanRunsTest {

  @Test
  void nobody_complains_of_programs_that_do_nothing_wrong() {
    CleanRuns.Result result = CleanRuns.with(LabConfig.defaults()).run(700, _ -> {});

    assertThat(result.alarms()).isEmpty();
    assertThat(result.schedules()).isEqualTo(700);
    assertThat(result.programs()).isGreaterThan(60);
    assertThat(result.events()).isGreaterThan(result.schedules() * 20);
  }

  @Test
  void a_run_that_is_not_clean_is_an_alarm() {
    CleanRuns.Result result = CleanRuns.with(LabConfig.defaults().maxSteps(3)).run(200, _ -> {});

    assertThat(result.alarms()).hasSize(10).allSatisfy(alarm -> assertThat(alarm).contains("CX-4003", "Again: "));
    assertThat(result.schedules()).isEqualTo(10);
  }
}
