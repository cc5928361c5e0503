package dev.asupersync.cli;

import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.EffectiveConfig;
import dev.asupersync.config.Runtimes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "config", mixinStandardHelpOptions = true,
    header = "Shows every setting and where it was written.",
    description = {"", "Then checks them: what is wrong is told as when a program is run, with exit code 1.", ""})
final class ConfigCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private SourceOptions source = new SourceOptions();

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ClassLoader loader = source.loader();
    ConfigSource settings = source.source(loader);
    terminal.out().println(EffectiveConfig.of(settings).text());
    terminal.out().flush();
    Runtimes.prepare(settings).close();
    return ExitCode.OK;
  }
}
