package dev.asupersync.cli;

import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.config.Runtimes;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.program.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "replay", mixinStandardHelpOptions = true,
    header = "Runs a program in the lab as it ran in production, from a capture of that run.",
    description = {
      "",
      "The capture was written by \"asupersync run PROGRAM --capture FILE\", or by asupersync.capture. The program, its"
          + " arguments and its settings must be the same. It says whether the run went the same way; where it did, the"
          + " program ends as it did then.",
      "",
      "Exit codes: as for run; 13 when it went another way, or the capture says too little.",
      ""
    })
final class ReplayCaptureCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private SourceOptions source = new SourceOptions();

  @Option(names = "--blocking", paramLabel = "WORD", defaultValue = "refuse",
      description = "What to do when the program makes a call that blocks, since what such a call gave is not in the"
          + " capture: refuse, or make it again. ${DEFAULT-VALUE}.")
  private String blocking = "refuse";

  @Parameters(index = "0", paramLabel = "FILE", description = "The capture.")
  private Path capture = Path.of("");

  @Parameters(index = "1", paramLabel = "PROGRAM", description = "The program that it is of.")
  private String name = "";

  @Mixin
  private ProgramArguments arguments = new ProgramArguments();

  ReplayCaptureCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ClassLoader loader = source.loader();
    Program program = Programs.of(loader).find(name);
    ConfigSource settings = source.source(loader)
        .with("asupersync.runtime", "replay")
        .with("asupersync.replay.file", capture.toString())
        .with("asupersync.replay.blocking", blocking);
    int exitCode;
    try (PreparedRuntime prepared = Runtimes.prepare(settings)) {
      exitCode = new ProgramRun(terminal, System::nanoTime, Runtime.getRuntime()::halt)
          .run(program, arguments.all(), prepared);
    }
    if (exitCode != ExitCode.VIOLATION && exitCode != ExitCode.USAGE) {
      tellSuccess();
    }
    return exitCode;
  }

  private void tellSuccess() {
    CaptureFacts facts;
    try (TraceFileReader reader = TraceFileReader.open(capture)) {
      facts = CaptureFacts.of(reader);
    }
    terminal.say("The run went the same way: all " + facts.events() + " events of " + capture + "." + facts.caveats());
  }
}
