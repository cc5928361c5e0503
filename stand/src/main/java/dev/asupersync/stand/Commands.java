package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands of the machine: where they are, and what comes of one. */
final class Commands {

  /** What a command reads that is given nothing. */
  static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect.from(new File("/dev/null"));

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Commands() {}

  /** What came of a command that has ended. */
  record Result(int exitCode, String text) {

    boolean isOk() {
      return exitCode == 0;
    }

    /** The first line that speaks of an error, or the last one. */
    String complaint() {
      List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      return lines.stream().filter(line -> line.contains("ERROR") || line.startsWith("E:")).findFirst()
          .orElseGet(() -> lines.isEmpty() ? "exit code " + exitCode : lines.getLast());
    }
  }

  /** Looks for it on the PATH. */
  static Optional<Path> find(String name) {
    @Nullable String path = System.getenv("PATH");
    return path == null
        ? Optional.empty()
        : Stream.of(path.split(File.pathSeparator, -1))
            .map(directory -> Path.of(directory.isEmpty() ? "." : directory, name))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /** A Ctrl-C goes to the whole session: without one of its own, everything would end at once and in no order. */
  static List<String> inSessionOfItsOwn(List<String> command) {
    List<String> all = new ArrayList<>();
    find("setsid").ifPresent(setsid -> all.add(setsid.toString()));
    all.addAll(command);
    return all;
  }

  /** Runs it to its end. Cancellation: ends it. */
  static Result run(Cx cx, Path directory, Map<String, String> environment, List<String> command)
      throws TroubleException {
    @Nullable Path output = null;
    @Nullable Process process = null;
    try {
      output = Files.createTempFile("asupersync", ".out");
      ProcessBuilder builder = new ProcessBuilder(inSessionOfItsOwn(command))
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectInput(NOTHING)
          .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
      while (process.isAlive()) {
        cx.sleep(BETWEEN_LOOKS);
      }
      return new Result(process.exitValue(), Files.readString(output, Charset.defaultCharset()));
    } catch (IOException failed) {
      throw new TroubleException(command.getFirst() + " cannot be run: " + failed.getMessage() + ".");
    } finally {
      tidy(process, output);
    }
  }

  private static void tidy(@Nullable Process process, @Nullable Path output) {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (output != null) {
      output.toFile().delete();
    }
  }
}
