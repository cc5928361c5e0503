package dev.asupersync.cli;

import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import dev.asupersync.spi.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs one program and tells how it went: its result, the outcome, one line on the run, the exit code. */
final class ProgramRun {

  private final Terminal terminal;
  private final LongSupplier realNanos;
  private final IntConsumer halt;

  ProgramRun(Terminal terminal, LongSupplier realNanos, IntConsumer halt) {
    this.terminal = terminal;
    this.realNanos = realNanos;
    this.halt = halt;
  }

  int run(Program program, List<String> arguments, PreparedRuntime prepared) {
    RunTally tally = new RunTally();
    Invocation invocation = new Invocation(arguments, terminal.out(), terminal::progress);
    Ending ending;
    Optional<Integer> signalled;
    long realFrom = realNanos.getAsLong();
    long from = prepared.nanoTime();
    long nanos;
    try (CxRuntime runtime = prepared.open(tally)) {
      Interrupts interrupts = new Interrupts(runtime, terminal, halt);
      terminal.onFailure(() -> stopWithoutAudience(runtime));
      try (Signals _ = Signals.listen(interrupts)) {
        ending = end(runtime, program, invocation, interrupts);
      }
      nanos = prepared.nanoTime() - from;
      terminal.out().flush();
      signalled = interrupts.exitCode();
    }
    terminal.clearProgress();
    terminal.say(ending.text());
    boolean isVirtual = prepared.traits().contains(Trait.VIRTUAL_TIME);
    long realNanosSpent = realNanos.getAsLong() - realFrom;
    terminal.say(prepared.name() + ": " + tally + ", " + (isVirtual
        ? seconds(nanos) + " virtual (" + seconds(realNanosSpent) + " real)"
        : seconds(nanos)));
    return exitCode(ending, tally, signalled);
  }

  private int exitCode(Ending ending, RunTally tally, Optional<Integer> signalled) {
    boolean isLost = terminal.tellFailure();
    if (signalled.isPresent()) {
      return signalled.get();
    }
    if (tally.leaked() > 0) {
      terminal.say("Obligations were leaked: see the warnings with CX-3001.");
      return ExitCode.VIOLATION;
    }
    return isLost && ending.exitCode() <= ExitCode.CANCELLED ? ExitCode.USAGE : ending.exitCode();
  }

  /** On a thread of its own: whoever writes may be a task in the middle of something. */
  private static void stopWithoutAudience(CxRuntime runtime) {
    Thread.ofVirtual().start(() -> runtime.shutdown("standard output can no longer be written"));
  }

  /** How it ended, for people and for the shell. */
  private record Ending(String text, int exitCode) {}

  private Ending end(CxRuntime runtime, Program program, Invocation invocation, Interrupts interrupts) {
    Outcome<@Nullable Object, Exception> outcome;
    try {
      outcome = runtime.run(Exception.class, cx -> {
        interrupts.repeat();
        return program.run(cx, invocation);
      });
    } catch (CxViolationException violation) {
      return new Ending("Violation: " + violation.getMessage(), ExitCode.VIOLATION);
    }
    return switch (outcome) {
      case Outcome.Ok(var value) -> {
        if (value != null) {
          terminal.out().println(value);
        }
        yield new Ending("Ok", ExitCode.OK);
      }
      case Outcome.Err(UsageException usage) -> new Ending(
          ErrorCode.BAD_COMMAND_LINE.format(
              "The arguments of \"" + program.name() + "\" are wrong: " + usage.getMessage()), ExitCode.USAGE);
      case Outcome.Err(var error) -> new Ending("Err: " + Failures.chain(error), ExitCode.ERR);
      case Outcome.Cancelled(var reason) -> new Ending("Cancelled: " + reason.explain(), ExitCode.CANCELLED);
      case Outcome.Panicked(var cause) -> new Ending(
          "Panicked: something was thrown that the program does not declare: " + Failures.chain(cause) + "\n"
              + Failures.stack(cause), ExitCode.PANICKED);
    };
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
