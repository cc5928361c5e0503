package dev.asupersync.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command in this process and keeps what it writes. */
abstract class CommandFixture {

  @TempDir
  Path directory;

  /** What came of it. */
  record Result(int exitCode, String out, String err) {}

  static Result asupersync(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return asupersync(out, out, arguments);
  }

  static Result asupersync(OutputStream target, ByteArrayOutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new Terminal.Streams(target, err, false, false), 80, () -> 0);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      int exitCode = Asupersync.execute(terminal, arguments);
      terminal.failure();
      return new Result(exitCode, text(out), text(err));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(Charset.defaultCharset());
  }

  /** Runs a test program in the lab, whose time costs nothing. */
  static Result runInLab(Class<?> program, String... more) {
    return asupersync(command(program, "-Dasupersync.runtime=lab", more));
  }

  static Result runInProd(Class<?> program, String... more) {
    return asupersync(command(program, "-Dasupersync.runtime=prod", more));
  }

  private static String[] command(Class<?> program, String runtime, String... more) {
    String[] all = new String[3 + more.length];
    all[0] = "run";
    all[1] = runtime;
    all[2] = program.getName();
    System.arraycopy(more, 0, all, 3, more.length);
    return all;
  }

  Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("my app.conf"), text);
  }
}
