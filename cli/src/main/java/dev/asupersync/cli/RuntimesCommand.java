package dev.asupersync.cli;

import dev.asupersync.config.RuntimeCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "runtimes", mixinStandardHelpOptions = true,
    header = "Lists the runtimes that asupersync.runtime can name.", description = "")
final class RuntimesCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private SourceOptions source = new SourceOptions();

  RuntimesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RuntimeCatalog catalog = RuntimeCatalog.of(source.loader());
    for (RuntimeCatalog.Entry entry : catalog.entries()) {
      terminal.out().printf("%-12s %s in %s%n", entry.name(), entry.type(), entry.from());
    }
    terminal.out().flush();
    catalog.broken().forEach(broken -> terminal.say("Cannot be loaded: " + broken));
    return ExitCode.OK;
  }
}
