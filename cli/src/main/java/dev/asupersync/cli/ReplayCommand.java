package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.explore.Moment;
import dev.asupersync.lab.trace.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Mixin
  private EventsOption trace = new EventsOption();

  @Option(names = "--steps", description = "Show every operation with its number and task.")
  private boolean steps;

  @Option(names = "--to", paramLabel = "N", converter = Count.class, description = "Show what is alive at operation N.")
  private long to;

  @Option(names = "--stop-at", paramLabel = "KIND[:TEXT]", description = "Show what is alive at the operation after the"
      + " first such event, as in CANCEL_REQUESTED or END:TimeoutException.")
  private String stopAt = "";

  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin
  private ToldRun told = new ToldRun();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json.isGiven() && trace.isGiven()) {
      throw new ParameterException(spec.commandLine(), "--trace shows events to people, and --json prints one object"
          + " for machines. Take one of them away; --json --steps has the operations in it.");
    }
    Moment moment = moment();
    LabProgram program = told.program();
    Task<@Nullable Object, Exception> task = json.isGiven() ? program.unseen() : program.seen(terminal);
    ToldRun.Way way = told.way();
    LabReport<?, ?> report = LabRuntime.create(way.config()).<@Nullable Object, Exception>run(
        way.strategy(), moment == null ? List.of() : moment.observers(), Exception.class, task);
    terminal.clearProgress();
    if (json.isGiven()) {
      terminal.out().println(json(moment, report));
      terminal.out().flush();
      return Reports.exitCode(report);
    }
    trace.show(report, terminal);
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
}
