package dev.asupersync.cli;

import dev.asupersync.program.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "programs", mixinStandardHelpOptions = true,
    header = "Lists the programs that can be run by name.", description = "")
final class ProgramsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private SourceOptions source = new SourceOptions();

  ProgramsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (Program program : Programs.of(source.loader()).all()) {
      terminal.out().printf("%-12s %s%n", program.name(), program.summary());
    }
    return ExitCode.OK;
  }
}
