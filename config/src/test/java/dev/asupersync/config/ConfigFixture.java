package dev.asupersync.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asupersync.config.stranger.Alpha;
import dev.asupersync.config.stranger.Over;
import dev.asupersync.config.stranger.Still;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A directory, a file in it, and a class path with the runtimes alpha and over. */
abstract class ConfigFixture {

  @TempDir
  Path directory;

  ClassPath strangers() {
    return new ClassPath(directory)
        .jar("alpha-1.0.jar", Alpha.class.getName(), Alpha.REFERENCE, Alpha.class, Still.class)
        .jar("over-1.0.jar", Over.class.getName(), Over.REFERENCE, Over.class, Still.class);
  }

  /** Writes {@code my app.conf}. */
  Path file(String hocon) {
    return write("my app.conf", hocon);
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConfigSource source(Path file) {
    return ConfigSource.file(file).using(strangers().loader());
  }

  /** The source of a file with these lines. */
  ConfigSource lines(String hocon) {
    return source(file(hocon));
  }

  static ConfigProblemsException refused(ConfigSource source) {
    ConfigProblemsException problems =
        catchThrowableOfType(ConfigProblemsException.class, () -> Runtimes.prepare(source).close());
    if (problems == null) {
      throw new AssertionError("nothing was found wrong with it");
    }
    return problems;
  }

  /** The only problem of these lines, as text, with {@code FILE} for the path of the file. */
  String problem(String hocon) {
    ConfigProblemsException refused = refused(lines(hocon));
    if (refused.problems().size() != 1) {
      throw new AssertionError("not one problem: " + refused.getMessage());
    }
    return refused.problems().getFirst().toString()
        .replace(directory.resolve("my app.conf").toString(), "FILE");
  }

  /** What alpha heard. */
  static String heard(ConfigSource source) {
    try (PreparedRuntime prepared = Runtimes.prepare(source)) {
      return prepared.description();
    }
  }
}
