package dev.asupersync.lab.capture;

/** Ends a strand from within when a replay is over and the program does not end by itself. */
final class ReplayEnded extends Error {

  private static final long serialVersionUID = 1L;

  ReplayEnded() {
    super("the replay is over", null, false, false);
  }
}
