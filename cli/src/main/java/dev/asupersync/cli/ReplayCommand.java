package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.program.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", mixinStandardHelpOptions = true,
    header = "Runs a program as explore or run has told, and shows what it does.",
    description = {
      "",
      "A program that does something else than it did then is noticed (CX-4008).",
      "",
      "Exit codes: 0 Ok, 1 the word cannot be read or is of another program, 4 Cancelled, 10 Err or Panicked, 11 a"
          + " violation, 13 it went another way.",
      ""
    })
final class ReplayCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--seed", paramLabel = "S", description = "For a schedule: the seed of the exploration;"
      + " ${DEFAULT-VALUE}. A token has it in it.")
  private long seed = 42;

  @Option(names = "--trace", description = "Show every event.")
  private boolean trace;

  @Mixin
  private LabProgram program = new LabProgram();

  @Parameters(index = "1", paramLabel = "TOKEN|SCHEDULE", description = "The word that was told; or the schedule, in"
      + " quotes.")
  private String told = "";

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
    Task<@Nullable Object, Exception> task =
        program.task(new Invocation(arguments, terminal.out(), terminal::progress));
    LabReport<?, ?> report = told.contains("/") ? schedule(task) : token(task);
    terminal.clearProgress();
    if (trace) {
      terminal.out().print(report.trace().text());
    }
    terminal.out().flush();
    return Reports.tell(terminal, report);
  }

  private LabReport<?, ?> token(Task<@Nullable Object, Exception> task) {
    try {
      return Explorer.of(LabConfig.defaults())
          .replay(program.words(arguments), ReplayToken.parse(told), Exception.class, task)
          .report();
    } catch (CxUsageException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private LabReport<?, ?> schedule(Task<@Nullable Object, Exception> task) {
    Schedule schedule;
    try {
      schedule = Schedule.parse(told);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "The schedule cannot be read: " + wrong.getMessage(), wrong);
    }
    return LabRuntime.create(LabConfig.defaults().seed(seed))
        .<@Nullable Object, Exception>replay(schedule, Exception.class, task);
  }
}
