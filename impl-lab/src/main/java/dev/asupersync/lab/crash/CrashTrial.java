package dev.asupersync.lab.crash;

import dev.asupersync.Cx;
import java.util.Optional;

/** One program that must survive a crash, and one life of it: there is a new one for each run. */
public interface CrashTrial {

  /** What is left of it after a crash. */
  DurableStore store();

  /** The first process: works until it ends, or is ended at some point. */
  void run(Cx cx) throws Exception;

  /** The process after it: has the store, and nothing else of the first. Must be able to run again after a crash. */
  void recover(Cx cx) throws Exception;

  /**
   * Whether what was recovered fits what the first process had told the world before it ended; nothing if all is well.
   */
  Optional<String> complaint();
}
