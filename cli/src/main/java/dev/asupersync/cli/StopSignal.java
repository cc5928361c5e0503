package dev.asupersync.cli;

import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Ends a long search between two of its runs, so that what it has found is told. The first signal asks for that, the
 * second says that it takes its time (whoever ends a process from outside may well send two), the third ends the
 * process where it stands.
 */
final class StopSignal implements Signals.Listener, AutoCloseable {

  private final Terminal terminal;
  private final IntConsumer halt;
  private final Signals signals;
  private volatile int exitCode;
  private int count;

  private StopSignal(Terminal terminal, IntConsumer halt) {
    this.terminal = terminal;
    this.halt = halt;
    this.signals = Signals.listen(this);
  }

  static StopSignal listen(Terminal terminal) {
    return listen(terminal, Runtime.getRuntime()::halt);
  }

  static StopSignal listen(Terminal terminal, IntConsumer halt) {
    return new StopSignal(terminal, halt);
  }

  @Override
  public void on(String name, int number) {
    int now;
    synchronized (this) {
      now = ++count;
      if (now == 1) {
        exitCode = ExitCode.SIGNAL + number;
      }
    }
    switch (now) {
      case 1 -> terminal.say((name.equals("INT") ? "Ctrl-C" : "SIG" + name)
          + ": stopping, and telling what was found so far.");
      case 2 -> terminal.say("Still in the middle of a run. Once more ends it at once, and tells nothing.");
      default -> halt.accept(ExitCode.SIGNAL + number);
    }
  }

  /** Between two runs. Errors: {@link Stopped}, to be caught where the search was begun. */
  void check() {
    if (exitCode != 0) {
      throw new Stopped();
    }
  }

  /** The exit code that stands for the first signal, if there was one. */
  Optional<Integer> exitCode() {
    return exitCode == 0 ? Optional.empty() : Optional.of(exitCode);
  }

  @Override
  public void close() {
    signals.close();
  }

  /** Leads out of the search. */
  static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped by a signal", null, false, false);
    }
  }
}
