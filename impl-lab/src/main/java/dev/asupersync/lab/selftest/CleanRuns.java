package dev.asupersync.lab.selftest;

import dev.asupersync.Action;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.conformance.Conformance;
import dev.asupersync.lab.trace.Breach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Runs programs that do nothing wrong, over many schedules: whoever complains raises a false alarm. */
public final class CleanRuns {

  private static final int ENOUGH_ALARMS = 10;

  /** A program, made anew for each run. */
  private record Program(String name, Supplier<Action<Exception>> fresh) {}

  private final LabConfig config;
  private final List<Program> programs;

  private CleanRuns(LabConfig config) {
    this.config = config.captureTrace(true).oracles(List.of("all")).stuckLimit(Duration.ZERO);
    this.programs = programs();
  }

  /** With the seeds from that of {@code config} on. */
  public static CleanRuns with(LabConfig config) {
    return new CleanRuns(config);
  }

  /**
   * What came of it.
   *
   * @param schedules how many runs there were
   * @param programs of how many programs
   * @param events how many events were judged, by every oracle and every rule of traces
   * @param alarms what was complained of, each with the program and how to see it again; at most ten
   */
  public record Result(long schedules, int programs, long events, List<String> alarms) {

    public Result {
      alarms = List.copyOf(alarms);
    }
  }

  private static List<Program> programs() {
    List<Program> all = new ArrayList<>();
    all.add(new Program("showcase", () -> Showcase.PROGRAM::run));
    Conformance.SUBJECTS.forEach(subject -> all.add(new Program(subject.name(), () -> subject.trials().get()::run)));
    Bugs.all().stream().flatMap(bug -> bug.fixed().stream())
        .forEach(bug -> all.add(new Program(bug.name(), () -> bug::run)));
    return List.copyOf(all);
  }

  /** Each program in turn, with one seed after the other. {@code progress} is told how many are done. */
  public Result run(long schedules, LongConsumer progress) {
    List<String> alarms = new ArrayList<>();
    long events = 0;
    long done = 0;
    while (done < schedules && alarms.size() < ENOUGH_ALARMS) {
      Program program = programs.get((int) (done % programs.size()));
      LabReport<String, Exception> report = once(program, config.seed(config.seed() + done / programs.size()));
      complaint(report).ifPresent(text -> alarms.add(program.name() + ": " + text + "\n" + report.again()));
      events += report.trace().size();
      done++;
      progress.accept(done);
    }
    return new Result(done, programs.size(), events, alarms);
  }

  private static LabReport<String, Exception> once(Program program, LabConfig seeded) {
    Action<Exception> body = program.fresh().get();
    return LabRuntime.create(seeded).run(Exception.class, cx -> {
      body.run(cx);
      return "";
    });
  }

  private static Optional<String> complaint(LabReport<String, Exception> report) {
    if (report.isFailure()) {
      return Optional.of(report.violations().isEmpty()
          ? "it ended with " + report.outcome()
          : report.violations().getFirst().toString());
    }
    return report.refinement().map(Breach::toString);
  }
}
