package dev.asupersync.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * Ends processes when this JVM is gone, in whatever way: killed, it has no time to end them itself. A shell reads
 * their ids from a pipe; when the pipe breaks, it ends them.
 */
final class Leash implements AutoCloseable {

  private static final String SHELL = "while read -r pid; do pids=\"$pids $pid\"; done; kill -9 $pids 2>/dev/null";

  private final Process shell;
  private final Writer pids;

  private Leash(Process shell) {
    this.shell = shell;
    this.pids = shell.outputWriter();
  }

  static Leash open() throws TroubleException {
    try {
      return new Leash(new ProcessBuilder(Commands.inSessionOfItsOwn(List.of("sh", "-c", SHELL)))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start());
    } catch (IOException noShell) {
      throw new TroubleException("The shell that watches over the processes cannot be started: "
          + noShell.getMessage() + ".");
    }
  }

  void hold(long pid) {
    try {
      pids.write(pid + "\n");
      pids.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("The shell that watches over the processes has ended.", gone);
    }
  }

  /** Ends all of them now. */
  void end() {
    try {
      pids.close();
      shell.waitFor();
    } catch (IOException gone) {
      throw new UncheckedIOException("The shell that watches over the processes has ended.", gone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets them go: they have ended, and their ids may be those of others by now. */
  @Override
  public void close() {
    shell.destroyForcibly().onExit().join();
  }
}
