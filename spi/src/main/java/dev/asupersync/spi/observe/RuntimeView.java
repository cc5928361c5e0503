package dev.asupersync.spi.observe;

import dev.asupersync.CancelReason;
import dev.asupersync.TaskId;
import dev.asupersync.dump.RuntimeDump;
import java.util.OptionalLong;

/** What an observer may ask of the runtime, from outside its callbacks. Any thread. */
public interface RuntimeView {

  RuntimeDump dump();

  /** Nanoseconds since 1970 on the clock that programs see. May be asked inside a callback. */
  long epochNanos();

  /** The monotonic clock on which spawns and cancel requests are told. May be asked inside a callback. */
  long nanoTime();

  /** One line for people: how the programs are run. */
  String describe();

  /** What decides every choice, where one number does: {@link dev.asupersync.spi.Interpretation#seed}. */
  OptionalLong seed();

  /**
   * Asks one task to stop, as its handle would; the body of a region stands for the region. False when there is no
   * such task, or no longer. May be called in {@link RuntimeObserver#onOperation} and
   * {@link RuntimeObserver#onBlocked}, where no lock is held.
   */
  boolean cancel(TaskId task, CancelReason reason);

  /** Asks every running program to stop with kind Shutdown. Returns at once. */
  void shutdown(String message);
}
