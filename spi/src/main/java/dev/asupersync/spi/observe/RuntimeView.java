package dev.asupersync.spi.observe;

import dev.asupersync.dump.RuntimeDump;

/** What an observer may ask of the runtime, from outside its callbacks. Any thread. */
public interface RuntimeView {

  RuntimeDump dump();

  /** Nanoseconds since 1970 on the clock that programs see. May be asked inside a callback. */
  long epochNanos();

  /** Asks every running program to stop with kind Shutdown. Returns at once. */
  void shutdown(String message);
}
