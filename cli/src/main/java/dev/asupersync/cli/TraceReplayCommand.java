package dev.asupersync.cli;

import dev.asupersync.CxRuntime;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.config.Runtimes;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceMeta;
import dev.asupersync.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code asupersync trace replay}: whether a program still does what a trace of the lab tells. */
@Command(name = "replay", mixinStandardHelpOptions = true,
    header = "Runs a program in the lab once more as a trace tells, and compares every event.",
    description = {
      "",
      "The trace was written by \"asupersync run PROGRAM --trace FILE\". The arguments of the program, and the settings"
          + " but for the seed, must be given as they were then. Where the run goes another way, the first event that"
          + " is not the same is told, with what was before it and how both go on.",
      "",
      "Exit codes: 0 every event is the same, whatever they tell; 1 the file is damaged or incomplete; 13 the run went"
          + " another way.",
      ""
    })
final class TraceReplayCommand implements Callable<Integer> {

  private static final String WALK = "random walk";

  private final Terminal terminal;

  @Mixin
  private SourceOptions settings = new SourceOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "The trace.")
  private Path file = Path.of("");

  @Parameters(index = "1", arity = "0..1", paramLabel = "PROGRAM",
      description = "The program; that of which the trace is, if it is not given.")
  private String name = "";

  @Mixin
  private ProgramArguments arguments = new ProgramArguments();

  @Mixin
  private JsonOption json = new JsonOption();

  TraceReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TraceMeta meta = meta();
    if (!meta.strategy().startsWith(WALK)) {
      throw new CxConfigException(ErrorCode.BAD_COMMAND_LINE, file + " tells of a run that was led by \""
          + meta.strategy() + "\", and what is replayed from a trace is a " + WALK + " from a"
          + " seed. Replay that run with the word that was told for it: asupersync lab replay.");
    }
    ClassLoader loader = settings.loader();
    String which = name.isEmpty() ? meta.program() : name;
    Program program = Programs.of(loader).find(which);
    Path again = temporary();
    try {
      run(program, settings.source(loader)
          .with("asupersync.runtime", "lab")
          .with("asupersync.lab.seed", Long.toString(meta.seed()))
          .with("asupersync.lab.start", meta.start().toString())
          .with("asupersync.lab.trace-file", again.toString())
          .with("asupersync.lab.trace-program", which));
      return new TraceComparison(file, again, "its replay").tell(terminal, json.isGiven());
    } finally {
      delete(again);
    }
  }

  private TraceMeta meta() {
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      return reader.meta();
    }
  }

  /** What comes of it stands in the trace. */
  private void run(Program program, ConfigSource source) {
    try (PreparedRuntime prepared = Runtimes.prepare(source); CxRuntime runtime = prepared.open()) {
      runtime.run(Exception.class, cx -> program.run(cx, arguments.unseen()));
    } catch (CxViolationException broken) {
      if (!json.isGiven()) {
        terminal.say("Violation: " + broken.getMessage());
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("replay", ".cxtrace");
    } catch (IOException full) {
      throw new CxConfigException(ErrorCode.TRACE_NOT_WRITTEN, "The trace of the replay cannot be written to a file of"
          + " its own in " + System.getProperty("java.io.tmpdir") + ": " + full + ". Free some room, or name another"
          + " place with -Djava.io.tmpdir in JAVA_TOOL_OPTIONS.", full);
    }
  }

  private static void delete(Path again) {
    try {
      Files.deleteIfExists(again);
    } catch (IOException left) {
      again.toFile().deleteOnExit();
    }
  }
}
