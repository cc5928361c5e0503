package dev.asupersync.cli;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.Schedule;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", mixinStandardHelpOptions = true,
    header = "Runs a program with the schedule that explore has told, and shows what it does.",
    description = {"", "A program that differs from the one that was explored is noticed (CX-4008).", ""})
final class ReplayCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--seed", paramLabel = "S", description = "The seed of the exploration; ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--trace", description = "Show every event.")
  private boolean trace;

  @Parameters(index = "0", paramLabel = "PROGRAM", description = "The name of a program, or of a class that is one.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SCHEDULE", description = "In quotes, as it was told.")
  private String schedule = "";

  @Parameters(index = "2..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Program program = Programs.of(Programs.loader("")).find(name);
    Schedule decisions = parsed();
    Invocation invocation = new Invocation(arguments, terminal.out(), terminal::progress);
    LabReport<@Nullable Object, Exception> report =
        LabRuntime.create(LabConfig.defaults().seed(seed))
            .replay(decisions, Exception.class, cx -> program.run(cx, invocation));
    terminal.clearProgress();
    if (trace) {
      terminal.out().print(report.trace().text());
    }
    terminal.out().flush();
    return Reports.tell(terminal, report);
  }

  private Schedule parsed() {
    try {
      return Schedule.parse(schedule);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "The schedule cannot be read: " + wrong.getMessage(), wrong);
    }
  }
}
