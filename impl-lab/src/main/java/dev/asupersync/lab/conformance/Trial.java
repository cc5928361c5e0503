package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import java.util.Optional;

/** One run of a subject: what it does, and, when it is over, whether everything is where it belongs. */
public interface Trial {

  void run(Cx cx) throws Exception;

  /** What was lost, doubled or left behind; nothing when all is well. */
  Optional<String> complaint();
}
