package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Searches;
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

@Command(name = "run", mixinStandardHelpOptions = true,
    header = "Runs a program once in the lab, with one strategy and seed, and tells the word that makes it again.",
    description = {
      "",
      "Exit codes: 0 Ok, 1 usage, 4 Cancelled, 10 Err or Panicked, 11 a violation, 12 something that the lab does not"
          + " control.",
      ""
    })
final class LabRunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--strategy", paramLabel = "NAME", description = "What chooses, as for explore; ${DEFAULT-VALUE}.")
  private String strategy = "walk";

  @Option(names = "--seed", paramLabel = "S", description = "What it and the program's random numbers are drawn from;"
      + " ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--number", paramLabel = "N", description = "The how many-th run of an exploration with them, from 1:"
      + " some strategies learn from the runs before; ${DEFAULT-VALUE}.")
  private long number = 1;

  @Option(names = "--chaos", paramLabel = "CHAOS", description = "What is done to the program at random: off, light or"
      + " heavy, and changes to that, as in light,cancel=0,delay=0.5; ${DEFAULT-VALUE}.")
  private String chaos = "off";

  @Option(names = "--trace", description = "Show every event.")
  private boolean trace;

  @Mixin
  private LabProgram program = new LabProgram();

  @Parameters(index = "1..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  LabRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (number < 1) {
      throw new ParameterException(spec.commandLine(), "--number is " + number + ". Give it 1 or more.");
    }
    Invocation invocation = new Invocation(arguments, terminal.out(), terminal::progress);
    Explorer explorer = Explorer.of(LabConfig.defaults().seed(seed).chaos(LabProgram.chaos(chaos, spec)));
    Task<@Nullable Object, Exception> unseen = program.task(LabProgram.unseen(arguments));
    Task<@Nullable Object, Exception> seen = program.task(invocation);
    Explorer.Told told;
    try {
      told = explorer.run(
          program.words(arguments), Searches.named(strategy, seed), number - 1, Exception.class, unseen);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    Explorer.Replayed shown =
        explorer.replay(program.words(arguments), told.token(), Exception.class, seen);
    terminal.clearProgress();
    if (trace) {
      terminal.out().print(shown.report().trace().text());
    }
    terminal.out().flush();
    int code = Reports.tell(terminal, shown.report());
    terminal.say("Again: asupersync lab replay " + program.command(told.token().toString(), arguments));
    return shown.divergence().isPresent() ? ExitCode.LAB_NONDETERMINISM : code;
  }
}
