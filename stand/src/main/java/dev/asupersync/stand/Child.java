package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours and what it writes. */
final class Child {

  private static final long SECONDS_TO_END = 3;
  private static final int TOLD_LINES = 40;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Whether it is up, to be asked again and again. */
  @FunctionalInterface
  interface Sign {
    boolean isThere() throws IOException;
  }

  /** Starts it; what it writes goes to a file of its name in {@code directory}. */
  static Child start(String name, Path directory, Leash leash, Map<String, String> environment, List<String> command)
      throws TroubleException {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(Commands.inSessionOfItsOwn(command))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectInput(Commands.NOTHING)
        .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Child child = new Child(name, builder.start(), log);
      leash.hold(child.pid());
      return child;
    } catch (IOException notStarted) {
      throw new TroubleException(name + " cannot be started: " + notStarted.getMessage() + ".");
    }
  }

  /** Waits for a sign; fails when the process ends before it comes, or when the time is over. */
  void await(Cx cx, String what, Duration limit, Sign sign) throws TroubleException {
    long from = cx.nanoTime();
    while (!isThere(sign)) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (cx.nanoTime() - from > limit.toNanos()) {
        throw new TroubleException(
            name + " is not " + what + " after " + limit.toSeconds() + " s. It last wrote:\n" + lastLines());
      }
      cx.sleep(BETWEEN_LOOKS);
    }
  }

  private static boolean isThere(Sign sign) {
    try {
      return sign.isThere();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits for its end, which nobody has asked for. */
  void watch(Cx cx) throws TroubleException {
    while (process.isAlive()) {
      cx.sleep(BETWEEN_LOOKS);
    }
    throw ended();
  }

  private TroubleException ended() {
    return new TroubleException(
        name + " has ended by itself, with exit code " + process.exitValue() + ". It last wrote:\n" + lastLines());
  }

  /** Asks it to end, without waiting. */
  void ask() {
    process.destroy();
  }

  /** Waits for its end for a while, then ends it. */
  void end() {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException stopped) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, where there is nothing to be lost. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size())).indent(2);
    } catch (IOException | UncheckedIOException unreadable) {
      return "  (its log cannot be read: " + unreadable.getMessage() + ")";
    }
  }
}
