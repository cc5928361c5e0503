package dev.asupersync.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the debug page logs, its address above all, as plain lines of the command. */
final class DebugNotices extends Handler {

  /** Kept, because the logging of the JDK forgets a logger that nobody holds, and its handlers with it. */
  private static final Logger LOGGER = Logger.getLogger("dev.asupersync.debug");

  private final Terminal terminal;

  private DebugNotices(Terminal terminal) {
    this.terminal = terminal;
    setLevel(Level.INFO);
  }

  static void sayThrough(Terminal terminal) {
    for (Handler earlier : LOGGER.getHandlers()) {
      if (earlier instanceof DebugNotices) {
        LOGGER.removeHandler(earlier);
      }
    }
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(new DebugNotices(terminal));
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      terminal.say(line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
