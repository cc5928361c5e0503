package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Moment;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.trace.Json;
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
      "Operations are counted from 1: --steps shows them, --to and --stop-at show what is alive at one of them, who"
          + " waits for what, and who holds what.",
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

  @Option(names = "--steps", description = "Show every operation with its number and task.")
  private boolean steps;

  @Option(names = "--to", paramLabel = "N", description = "Show what is alive at operation N.")
  private long to;

  @Option(names = "--stop-at", paramLabel = "KIND[:TEXT]", description = "Show what is alive at the operation after the"
      + " first such event, as in CANCEL_REQUESTED or END:TimeoutException.")
  private String stopAt = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

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
    Moment moment = moment();
    Invocation shown = new Invocation(arguments, terminal.out(), terminal::progress);
    Task<@Nullable Object, Exception> task = program.task(json ? LabProgram.unseen(arguments) : shown);
    LabReport<?, ?> report = told.contains("/") ? schedule(moment, task) : token(moment, task);
    terminal.clearProgress();
    if (json) {
      terminal.out().println(json(moment, report));
      terminal.out().flush();
      return Reports.exitCode(report);
    }
    if (trace) {
      terminal.out().print(report.trace().text());
    }
    if (steps) {
      OperationList.of(report.trace()).forEach(terminal.out()::println);
    }
    if (moment != null) {
      terminal.out().println(moment.picture()
          .map(picture -> "At operation " + moment.operation() + ":\n" + picture.text())
          .orElse("The run came to no " + moment + "."));
    }
    terminal.out().flush();
    return Reports.tell(terminal, report);
  }

  private @Nullable Moment moment() {
    if (to != 0 && !stopAt.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--to and --stop-at are two moments. Take one of them away.");
    }
    try {
      return to != 0 ? Moment.ofOperation(to) : stopAt.isEmpty() ? null : Moment.of(stopAt);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Json json(@Nullable Moment moment, LabReport<?, ?> report) {
    Json object = Reports.json(report);
    if (steps) {
      object.raw("operations", OperationList.json(report.trace()));
    }
    if (moment != null) {
      moment.picture().ifPresent(picture ->
          object.put("at", moment.operation()).raw("alive", picture.json()));
    }
    return object;
  }

  private LabReport<?, ?> token(@Nullable Moment moment, Task<@Nullable Object, Exception> task) {
    ReplayToken token = program.token(told, arguments, spec);
    return run(LabConfig.defaults().entropySeed(token.seed()), Replay.of(token), moment, task);
  }

  private LabReport<?, ?> schedule(@Nullable Moment moment, Task<@Nullable Object, Exception> task) {
    return run(LabConfig.defaults().seed(seed), LabProgram.schedule(told, spec), moment, task);
  }

  private static LabReport<?, ?> run(LabConfig config, ScheduleStrategy strategy, @Nullable Moment moment,
      Task<@Nullable Object, Exception> task) {
    return LabRuntime.create(config).<@Nullable Object, Exception>run(
        strategy, moment == null ? List.of() : moment.observers(), Exception.class, task);
  }
}
