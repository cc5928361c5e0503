package dev.asupersync.cli;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.dpor.EverySchedule;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "explore", mixinStandardHelpOptions = true,
    header = "Runs a program under every schedule that differs from the others, up to the first that fails.",
    description = {
      "",
      "Schedules that differ only in the order of steps which touch different things count as one class, and one of"
          + " each is run. If none fails and none is left, no schedule of the program fails.",
      "",
      "Exit codes: 0 all explored and none fails, 5 stopped before the end, 10 Err, 12 Panicked, 13 a violation.",
      ""
    })
final class ExploreCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--most", paramLabel = "N", description = "Stop after so many classes; ${DEFAULT-VALUE}.")
  private long most = 1_000_000;

  @Option(names = "--seed", paramLabel = "S", description = "What the program's random numbers are drawn from;"
      + " ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Parameters(index = "0", paramLabel = "PROGRAM", description = "The name of a program, or of a class that is one.")
  private String name = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ExploreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new ParameterException(spec.commandLine(), "--most is " + most + ". Give it 1 or more.");
    }
    Program program = Programs.of(Programs.loader("")).find(name);
    Invocation unseen = new Invocation(arguments, unseen(), _ -> {});
    EverySchedule.Seen<@Nullable Object, Exception> seen =
        new EverySchedule(LabConfig.defaults().seed(seed), most, this::progress)
            .explore(Exception.class, cx -> program.run(cx, unseen));
    terminal.clearProgress();
    terminal.out().println(name + ": " + seen + ".");
    terminal.out().flush();
    return seen.failure().map(this::failed).orElse(seen.complete() ? ExitCode.OK : ExitCode.PARTIAL);
  }

  private void progress(long classes) {
    if (classes % 1_000 == 0) {
      terminal.progress(classes + " classes");
    }
  }

  private int failed(LabReport<@Nullable Object, Exception> report) {
    int code = Reports.tell(terminal, report);
    terminal.say("Again: asupersync lab replay --seed " + seed + " " + name + " \"" + report.schedule() + "\""
        + (arguments.isEmpty() ? "" : " -- " + String.join(" ", arguments)));
    return code;
  }

  static PrintWriter unseen() {
    return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
