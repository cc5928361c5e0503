package dev.asupersync.spi.observe;

import dev.asupersync.dump.RuntimeDump;

/** What an observer may ask of the runtime, from outside its callbacks. Any thread. */
public interface RuntimeView {

  RuntimeDump dump();

  /** Asks every running program to stop with kind Shutdown. Returns at once. */
  void shutdown(String message);
}
