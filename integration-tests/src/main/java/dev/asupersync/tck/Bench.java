package dev.asupersync.tck;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Outcome.Cancelled;
import dev.asupersync.Outcome.Err;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.Outcome.Panicked;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A runtime with a recorder on it, for one test. An assertion that fails anywhere in a program fails the test,
 * at the latest when this is closed.
 */
final class Bench implements AutoCloseable {

  /** A program that returns nothing. */
  @FunctionalInterface
  interface Body {
    void run(Cx cx);
  }

  final Recorder events = new Recorder();
  final Kernel runtime;
  private final Interpretation interpretation;

  private Bench(Wiring wiring, KernelSettings settings) {
    interpretation = wiring.interpretation();
    runtime = Kernel.open("tck", wiring.observedBy(events), settings);
  }

  static Bench of(RuntimeSource source) {
    return of(source, KernelSettings.DEFAULT);
  }

  static Bench of(RuntimeSource source, KernelSettings settings) {
    return new Bench(source.wiring(), settings);
  }

  static Bench of(Wiring wiring) {
    return new Bench(wiring, KernelSettings.DEFAULT);
  }

  /** Runs a program that must end Ok, so that an assertion in it fails the test. */
  static void check(RuntimeSource source, Body program) {
    try (Bench bench = of(source)) {
      bench.check(program);
    }
  }

  void check(Body program) {
    run(cx -> {
      program.run(cx);
      return "";
    });
  }

  /** What the body of a region does; it returns nothing. */
  @FunctionalInterface
  interface Within {
    void run(Scope<RuntimeException> scope);
  }

  /** Runs a region whose body must come to its end. */
  static void within(RuntimeSource source, Within body) {
    try (Bench bench = of(source)) {
      bench.within(body);
    }
  }

  /** Its body must come to its end, and the region must not panic; it may have been cancelled on the way. */
  void within(Within body) {
    AtomicBoolean finished = new AtomicBoolean();
    Outcome<String, RuntimeException> outcome = run(cx -> cx.region(scope -> {
      body.run(scope);
      finished.set(true);
      return "";
    }));
    if (!finished.get() || outcome instanceof Panicked) {
      valueOf(outcome);
      throw new AssertionError("The body did not come to its end, though the region ended " + outcome);
    }
  }

  /** Runs a program that must end Ok and gives its value. */
  static <T> T value(RuntimeSource source, Task<T, RuntimeException> program) {
    try (Bench bench = of(source)) {
      return bench.run(program);
    }
  }

  /** Runs a program that must end Ok and gives its value. */
  <T> T run(Task<T, RuntimeException> program) {
    return valueOf(runtime.run(program));
  }

  /** Runs a program and gives its outcome. */
  static <T> Outcome<T, RuntimeException> outcome(RuntimeSource source, Task<T, RuntimeException> program) {
    try (Bench bench = of(source)) {
      return bench.runtime.run(program);
    }
  }

  static <T, E extends Exception> T valueOf(Outcome<T, E> outcome) {
    return switch (outcome) {
      case Ok<T, E>(T value) -> value;
      case Err<T, E>(E error) -> throw new AssertionError("ended Err: " + error, error);
      case Cancelled<T, E>(var reason) -> throw new AssertionError("ended Cancelled: " + reason.explain());
      case Panicked<T, E>(AssertionError failed) -> throw failed;
      case Panicked<T, E>(Throwable cause) -> throw new AssertionError("ended Panicked: " + cause, cause);
    };
  }

  /** What must have been set by now. */
  static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("not set");
    }
    return value;
  }

  /** Waits for a task that must end Ok. */
  static void join(TaskHandle<?, RuntimeException> task) {
    valueOf(task.join());
  }

  /** The reason of an outcome that must be Cancelled. */
  static CancelReason reasonOf(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Cancelled<?, ?>(CancelReason reason) -> reason;
      case Panicked<?, ?>(Throwable cause) -> throw new AssertionError("ended Panicked: " + cause, cause);
      default -> throw new AssertionError("ended " + outcome);
    };
  }

  /** Lets the others go on until this is so. */
  static void until(Cx cx, BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      cx.sleep(Duration.ofMillis(1));
    }
  }

  /** Lets the others go on until this has happened. */
  void await(Cx cx, String event) {
    until(cx, () -> events.has(event));
  }

  /** What the task of this name waits for now. */
  WaitDump waitOf(String name) {
    return runtime.dump().tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .flatMap(TaskDump::waitsFor)
        .orElseThrow(() -> new AssertionError(name + " waits for nothing"));
  }

  /** The rest of the test blocks a strand outside the runtime, which stops a clock that waits for quiet. */
  void assumeRealTime() {
    Assumptions.assumeFalse(
        interpretation.traits().contains(Trait.VIRTUAL_TIME), "code that really blocks has no place here");
  }

  @Override
  public void close() {
    runtime.close();
    events.rethrowFailedAssertion();
  }
}
