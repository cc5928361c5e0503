package dev.asupersync.cli;

import dev.asupersync.CxRuntime;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Turns signals into a shutdown. The first asks every task to stop, the second tells what has not stopped yet,
 * the third ends the process where it stands.
 */
final class Interrupts implements Signals.Listener {

  private final CxRuntime runtime;
  private final Terminal terminal;
  private final IntConsumer halt;
  private Optional<String> first = Optional.empty();
  private int exitCode;
  private int count;

  Interrupts(CxRuntime runtime, Terminal terminal, IntConsumer halt) {
    this.runtime = runtime;
    this.terminal = terminal;
    this.halt = halt;
  }

  @Override
  public void on(String signal, int number) {
    int now;
    String name = signal.equals("INT") ? "Ctrl-C" : "SIG" + signal;
    synchronized (this) {
      now = ++count;
      if (now == 1) {
        first = Optional.of(name);
        exitCode = ExitCode.SIGNAL + number;
      }
    }
    switch (now) {
      case 1 -> {
        terminal.say(name + ": shutting down. Once more shows what is still open.");
        runtime.shutdown(name);
      }
      case 2 -> terminal.say("Still open:\n" + runtime.dump().text().stripTrailing()
          + "\nOnce more ends it at once, without cleaning up.");
      default -> halt.accept(ExitCode.SIGNAL + number);
    }
  }

  /** Asks again, for a program that began after the first signal had found nothing to stop. */
  synchronized void repeat() {
    first.ifPresent(runtime::shutdown);
  }

  /** The exit code of the first signal, if there was one. */
  synchronized Optional<Integer> exitCode() {
    return first.map(_ -> exitCode);
  }
}
