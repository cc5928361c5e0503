package dev.asupersync.cli;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.trace.TraceFileReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that a command reads, and how. */
final class TraceSource {

  @Parameters(index = "0", paramLabel = "FILE", description = "A trace.")
  private Path file = Path.of("");

  @Option(names = "--recover",
      description = "Of a damaged file, read as much as can be trusted. Says so, and ends with exit code 1.")
  private boolean recover;

  Path file() {
    return file;
  }

  TraceFileReader open() {
    return recover ? TraceFileReader.recover(file) : TraceFileReader.open(file);
  }

  /** What the command tells the shell, and people, once it has read all that there is. */
  static int ended(TraceFileReader reader, long events, Terminal terminal) {
    Optional<CxConfigException> damage = reader.damage();
    damage.ifPresent(why -> terminal.say("This is a part: the first " + events + " events. " + why.getMessage()));
    return damage.isPresent() ? ExitCode.USAGE : ExitCode.OK;
  }
}
