package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.explore.Explorer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Mixin
  private StrategyOption strategy = new StrategyOption();

  @Mixin
  private SeedOption seed = new SeedOption();

  @Option(names = "--number", paramLabel = "N", converter = Count.class, description = "The how many-th run of an"
      + " exploration with them, from 1: some strategies learn from the runs before; ${DEFAULT-VALUE}.")
  private long number = 1;

  @Mixin
  private ChaosOption chaos = new ChaosOption();

  @Mixin
  private EventsOption trace = new EventsOption();

  @Mixin
  private LabProgram program = new LabProgram();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  LabRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Explorer explorer = Explorer.of(LabConfig.defaults().seed(seed.value()).chaos(chaos.value()));
    Task<@Nullable Object, Exception> unseen = program.unseen();
    Explorer.Told told;
    try {
      told = explorer.run(
          program.words(), strategy.search(seed), number - 1, Exception.class, unseen);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    Explorer.Replayed shown =
        explorer.replay(program.words(), told.token(), Exception.class, program.seen(terminal));
    terminal.clearProgress();
    trace.show(shown.report(), terminal);
    terminal.out().flush();
    int code = Reports.tell(terminal, shown.report());
    if (code == ExitCode.USAGE) {
      return code;
    }
    terminal.say("Again: " + program.replay(told.token()));
    return shown.divergence().isPresent() ? ExitCode.LAB_NONDETERMINISM : code;
  }
}
