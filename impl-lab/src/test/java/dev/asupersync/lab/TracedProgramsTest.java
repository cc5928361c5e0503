package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Task;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.Breach;
import dev.asupersync.lab.trace.Foata;
import dev.asupersync.lab.trace.Refinement;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceRule;
import dev.asupersync.lab.trace.TraceTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real runs leave behind: in memory, in files, judged and compared. */
class TracedProgramsTest {

  @TempDir
  Path directory;

  private static LabReport<?, ?> run(long seed, Task<?, Exception> program) {
    return LabRuntime.create(LabConfig.defaults().seed(seed)).run(Exception.class, program);
  }

  private static Optional<Breach> breach(LabReport<?, ?> report) {
    return Refinement.check(report.trace().events().iterator(), report.trace().lost());
  }

  @Test
  void the_runtime_breaks_no_rule_under_any_of_many_schedules() {
    List<Task<?, Exception>> programs =
        List.of(Programs.MIXED, Programs.LOST_UPDATE, Programs.idleHolder(3), Programs.idleBody(3));
    for (Task<?, Exception> program : programs) {
      for (long seed = 0; seed < 50; seed++) {
        assertThat(breach(run(seed, program))).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void a_run_that_the_lab_stopped_or_that_leaked_is_not_in_order() {
    assertThat(breach(run(1, Programs.DEADLOCK))).map(Breach::rule).contains(TraceRule.RUN_001);
    assertThat(breach(run(1, Programs.LEAK))).map(Breach::rule).contains(TraceRule.LEAK_001);
  }

  @Test
  void a_file_holds_what_memory_holds_and_how_to_run_it_again() {
    Path file = directory.resolve("run.cxtrace");
    LabConfig config = LabConfig.defaults().seed(3).traceTo(new TraceTarget(file, "mixed"));

    LabReport<String, Exception> report = LabRuntime.create(config).run(Exception.class, Programs.MIXED);

    List<TraceEvent> read = new ArrayList<>();
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      reader.forEachRemaining(read::add);
      assertThat(reader.meta().program()).isEqualTo("mixed");
      assertThat(reader.meta().seed()).isEqualTo(3);
      assertThat(reader.end()).hasValueSatisfying(end -> {
        assertThat(end.scheduleHash()).isEqualTo(report.scheduleHash());
        assertThat(Schedule.parse(end.schedule())).isEqualTo(report.schedule());
        assertThat(end.steps()).isEqualTo(report.steps());
      });
    }
    assertThat(read).isEqualTo(report.trace().events());
  }

  @Test
  void a_file_takes_no_memory_when_memory_is_not_asked_for() {
    Path file = directory.resolve("run.cxtrace");
    LabConfig config = LabConfig.defaults().captureTrace(false).traceTo(new TraceTarget(file, ""));

    LabReport<String, Exception> report = LabRuntime.create(config).run(Exception.class, Programs.MIXED);

    assertThat(report.trace().size()).isZero();
    assertThat(report.again()).contains("trace in " + file);
    assertThat(file).exists();
  }

  @Test
  void a_hunt_leaves_only_the_trace_of_the_run_that_failed() {
    Path file = directory.resolve("run.cxtrace");
    LabConfig config = LabConfig.defaults().seed(0).traceTo(new TraceTarget(file, ""));

    long seed = LabRuntime.create(config).explore(100, Exception.class, Programs.LOST_UPDATE)
        .firstFailure().orElseThrow().seed();

    try (TraceFileReader reader = TraceFileReader.open(file)) {
      assertThat(reader.meta().seed()).isEqualTo(seed);
    }
  }

  @Test
  void a_trace_that_cannot_be_written_to_the_end_is_a_violation() throws Exception {
    Path file = directory.resolve("run.cxtrace");
    LabConfig config = LabConfig.defaults().traceTo(new TraceTarget(file, ""));

    LabReport<String, Exception> report = LabRuntime.create(config).run(Exception.class, cx -> {
      Files.delete(directory.resolve("run.cxtrace.part"));
      return "done";
    });

    assertThat(report.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.code()).isEqualTo(ErrorCode.TRACE_NOT_WRITTEN);
      assertThat(violation.text()).contains("run.cxtrace.part");
    });
    assertThat(file).doesNotExist();
  }

  /** Two children that touch nothing of each other. */
  @Test
  void schedules_that_differ_only_in_what_commutes_have_one_fingerprint() {
    Set<Long> independent = new HashSet<>();
    Set<String> schedules = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      LabReport<?, ?> apart = run(seed, cx -> {
        cx.region(scope -> {
          for (int i = 0; i < 2; i++) {
            scope.launch(child -> {
              child.checkpoint();
              child.trace("here");
              child.checkpoint();
            });
          }
          return null;
        });
        return "done";
      });
      independent.add(Foata.of(apart.trace().events()).fingerprint());
      schedules.add(apart.scheduleHash());
    }

    assertThat(schedules).hasSizeGreaterThan(5);
    assertThat(independent.size()).isLessThan(schedules.size());
  }
}
