package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.dump.RuntimeDump;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptsTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(
      new Terminal.Streams(new ByteArrayOutputStream(), err, false, false), 80, () -> 0);
  private final Stopped runtime = new Stopped();
  private final List<Integer> halts = new ArrayList<>();
  private final Interrupts interrupts = new Interrupts(runtime, terminal, halts::add);

  @Test
  void the_first_asks_the_runtime_to_shut_down() {
    interrupts.on("INT", 2);

    assertThat(runtime.shutdowns).containsExactly("Ctrl-C");
    assertThat(interrupts.exitCode()).contains(130);
    assertThat(err.toString()).startsWith("Ctrl-C: shutting down.");
  }

  @Test
  void the_second_shows_what_is_still_open() {
    interrupts.on("INT", 2);
    interrupts.on("INT", 2);

    assertThat(runtime.shutdowns).hasSize(1);
    assertThat(err.toString()).contains("Still open:").contains("runtime stopped: 0 running");
    assertThat(halts).isEmpty();
  }

  @Test
  void the_third_ends_the_process() {
    interrupts.on("INT", 2);
    interrupts.on("INT", 2);
    interrupts.on("INT", 2);

    assertThat(halts).containsExactly(130);
  }

  @Test
  void the_exit_code_is_that_of_the_first_signal() {
    interrupts.on("TERM", 15);
    interrupts.on("INT", 2);

    assertThat(interrupts.exitCode()).contains(143);
    assertThat(runtime.shutdowns).containsExactly("SIGTERM");
  }

  @Test
  void a_program_that_begins_after_the_first_is_asked_again() {
    interrupts.repeat();
    assertThat(runtime.shutdowns).isEmpty();

    interrupts.on("INT", 2);
    interrupts.repeat();

    assertThat(runtime.shutdowns).containsExactly("Ctrl-C", "Ctrl-C");
  }

  @Test
  void a_signal_reaches_those_who_listen() throws InterruptedException {
    List<String> heard = new ArrayList<>();
    CountDownLatch came = new CountDownLatch(1);

    try (Signals _ = Signals.listen((name, number) -> {
      heard.add(name + " " + number);
      came.countDown();
    })) {
      Signals.raise("TERM"); // the others are ignored where the tests run in the background, or behind nohup
      came.await();
    }

    assertThat(heard).containsExactly("TERM 15");
  }

  /** A runtime that only writes down what it is asked. */
  private static final class Stopped implements CxRuntime {

    private final List<String> shutdowns = new ArrayList<>();

    @Override
    public <T> Outcome<T, RuntimeException> run(Task<T, RuntimeException> program) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T, E extends Exception> Outcome<T, E> run(Class<E> errorType, Task<T, E> program) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RuntimeDump dump() {
      return new RuntimeDump("stopped", 0, List.of());
    }

    @Override
    public void shutdown(String message) {
      shutdowns.add(message);
    }

    @Override
    public void close() {}
  }
}
