package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;

/** A region that is told to abandon what is stuck ends it from outside, wherever it is; it may go on. Rule: D16. */
final class Abandoned {

  private Abandoned() {}

  /** Whether a task that ended like this was given up. */
  static boolean is(Outcome<?, ?> outcome) {
    return outcome instanceof Outcome.Panicked<?, ?>(Throwable cause)
        && cause instanceof Coded coded
        && coded.code() == ErrorCode.REGION_STUCK;
  }
}
