package dev.asupersync.cli;

import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.config.Runtimes;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.program.Program;
import dev.asupersync.spi.Trait;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true,
    header = "Runs a program on the configured runtime.",
    description = {
      "",
      "Prints its result to standard output, then, to standard error, the outcome and one line about the run.",
      "",
      "Exit codes: 0 Ok, 1 usage or configuration, 10 Err, 11 Cancelled, 12 Panicked, 13 an oracle or leak"
          + " violation, 130 after Ctrl-C, 143 after SIGTERM.",
      "",
      "Ctrl-C asks the program to stop and waits until it has cleaned up; a second one shows what is still open,"
          + " a third ends it at once.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  private static final String CAPTURE = "capture";

  private final Terminal terminal;

  @Mixin
  private SourceOptions source = new SourceOptions();

  @Option(names = "--seeds", paramLabel = "FIRST..LAST", converter = SeedRange.Converter.class,
      description = "In the lab: run with one seed after the other until a run does not end Ok, and tell which.")
  private @Nullable SeedRange seeds;

  @Option(names = "--trace", paramLabel = "FILE",
      description = "In the lab: write what happened to this file; with --seeds, that of the last run. See"
          + " \"asupersync trace\".")
  private @Nullable Path trace;

  @Option(names = "--debug",
      description = "Serve the debug page while the program runs, and tell its address; the same as"
          + " -Dasupersync.debug.enabled=true. See docs/debugging.md.")
  private boolean debug;

  @Option(names = "--capture", paramLabel = "FILE",
      description = "In production: write to this file what it takes to do the run again. See \"asupersync replay\".")
  private @Nullable Path capture;

  @Parameters(index = "0", paramLabel = "PROGRAM",
      description = "The name of a program (see \"asupersync programs\"), or of a class that is one.")
  private String name = "";

  @Mixin
  private ProgramArguments arguments = new ProgramArguments();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ClassLoader loader = source.loader();
    Program program = Programs.of(loader).find(name);
    SeedRange hunt = seeds;
    if (hunt != null && debug) {
      throw new CxConfigException(ErrorCode.BAD_COMMAND_LINE,
          "--debug shows one run, and --seeds makes many. Take one of them away.");
    }
    if (hunt != null) {
      return new SeedHunt(
              terminal,
              seed -> Runtimes.prepare(settings(loader).with("asupersync.lab.seed", Long.toString(seed))))
          .run(program, arguments.all(), hunt);
    }
    try (PreparedRuntime prepared = Runtimes.prepare(settings(loader))) {
      if (trace != null && !prepared.traits().contains(Trait.DETERMINISTIC)) {
        throw new CxConfigException(ErrorCode.BAD_COMMAND_LINE, "--trace needs the lab, and \"" + prepared.name()
            + "\" writes no traces. Add --config conf/lab.conf or -Dasupersync.runtime=lab.");
      }
      DebugNotices.sayThrough(terminal);
      return new ProgramRun(terminal, System::nanoTime, Runtime.getRuntime()::halt)
          .run(program, arguments.all(), prepared);
    }
  }

  private ConfigSource settings(ClassLoader loader) {
    ConfigSource settings = source.source(loader);
    if (debug) {
      settings = settings.with("asupersync.debug.enabled", "true");
    }
    if (trace != null) {
      settings = settings
          .with("asupersync.lab.trace-file", trace.toString())
          .with("asupersync.lab.trace-program", name);
    }
    return capture == null ? settings : captured(settings, capture);
  }

  /** The same, with the runtime that they name inside a capture. */
  private ConfigSource captured(ConfigSource settings, Path file) {
    String over;
    try (PreparedRuntime plain = Runtimes.prepare(settings)) {
      over = plain.name();
    }
    ConfigSource wrapped = over.equals(CAPTURE)
        ? settings
        : settings.with("asupersync.runtime", CAPTURE).with("asupersync.capture.over", over);
    return wrapped
        .with("asupersync.capture.file", file.toString())
        .with("asupersync.capture.program", name)
        .with("asupersync.capture.keep", "all");
  }
}
