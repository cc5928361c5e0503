package dev.asupersync.cli;

import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.config.Runtimes;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.program.Program;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "dashboards", mixinStandardHelpOptions = true,
    header = "Puts up Zipkin and Prometheus, and programs to look at there.",
    description = {
      "",
      "Starts Zipkin (fetched from Maven Central), Prometheus with the alerts and the console page of this project, and"
          + " two programs under load: orderdesk, which has a leak and a division by zero in it, and birdstrikes."
          + " Everything listens on 127.0.0.1 alone, and ends with the command.",
      "",
      "Goes on with what there is where Prometheus or Chromium is missing, and tells how to get it.",
      "",
      "Exit codes: those of \"asupersync run\".",
      ""
    })
final class DashboardsCommand implements Callable<Integer> {

  private static final String NAME = "dashboards";

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable") // checked and explained here; the program reads the words itself
  private DashboardsOptions options = new DashboardsOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  DashboardsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Program> stand = Programs.of(getClass().getClassLoader()).all().stream()
        .filter(program -> program.name().equals(NAME))
        .findFirst();
    if (stand.isEmpty()) {
      throw new CxConfigException(ErrorCode.BAD_COMMAND_LINE,
          "The module \"stand\", which puts up the dashboards, is not on the class path. The"
          + " script ./asupersync builds it and puts it there.");
    }
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    ConfigSource settings = ConfigSource.text("asupersync.runtime = prod");
    try (PreparedRuntime prepared = Runtimes.prepare(settings)) {
      return new ProgramRun(terminal, System::nanoTime, Runtime.getRuntime()::halt)
          .run(stand.get(), words.subList(words.indexOf(NAME) + 1, words.size()), prepared);
    }
  }
}
