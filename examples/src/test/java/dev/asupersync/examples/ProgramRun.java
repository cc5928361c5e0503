package dev.asupersync.examples;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What came of one run of a program.
 *
 * @param outcome how the run ended
 * @param thrown what the program itself threw, which a cancellation of the run would hide
 */
public record ProgramRun(
    Outcome<Object, Exception> outcome, Optional<Throwable> thrown, String printed, List<String> progress) {

  /** In production. */
  public static ProgramRun prod(Program program, String... arguments) {
    return with("asupersync.runtime = prod", program, arguments);
  }

  /** On the runtime that this configuration names. */
  public static ProgramRun with(String configuration, Program program, String... arguments) {
    Recorder recorder = new Recorder(arguments);
    try (CxRuntime runtime = Runtimes.open(ConfigSource.text(configuration))) {
      return recorder.of(runtime.run(Exception.class, cx -> recorder.run(program, cx)));
    }
  }

  /** In the lab; a rule that is broken fails the test. */
  public static ProgramRun lab(long seed, Program program, String... arguments) {
    Recorder recorder = new Recorder(arguments);
    return recorder.of(labRun(seed, cx -> recorder.run(program, cx)));
  }

  /** In the lab, as a task that is cancelled from outside after so many turns of another task. */
  public static ProgramRun cancelledInLab(long seed, int turns, Program program, String... arguments) {
    Recorder recorder = new Recorder(arguments);
    return recorder.of(labRun(seed, cx -> cx.region(Exception.class, scope -> {
      scope.spawn(c -> recorder.run(program, c));
      for (int i = 0; i < turns; i++) {
        cx.checkpoint();
      }
      scope.cancel(CancelReason.user("from outside"));
      return "never seen";
    }).orThrow()));
  }

  private static Outcome<Object, Exception> labRun(long seed, Task<Object, Exception> body) {
    LabConfig config = LabConfig.defaults().seed(seed).captureTrace(false);
    LabReport<Object, Exception> report = LabRuntime.create(config).run(Exception.class, body);
    return report.orThrow();
  }

  private static final class Recorder {

    private final StringWriter printed = new StringWriter();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private final List<String> arguments;

    Recorder(String... arguments) {
      this.arguments = List.of(arguments);
    }

    Object run(Program program, Cx cx) throws Exception {
      PrintWriter out = new PrintWriter(printed, true);
      try {
        return program.run(cx, new Invocation(arguments, out, progress::add));
      } catch (Throwable t) {
        thrown.set(t);
        throw t;
      }
    }

    ProgramRun of(Outcome<Object, Exception> outcome) {
      return new ProgramRun(outcome, Optional.ofNullable(thrown.get()), printed.toString(), List.copyOf(progress));
    }
  }
}
