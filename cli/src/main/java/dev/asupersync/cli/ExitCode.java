package dev.asupersync.cli;

/** What the command tells the shell. */
final class ExitCode {

  static final int OK = 0;

  /** The command line, the configuration or an output is wrong; the program did not do its work. */
  static final int USAGE = 1;

  /** It was stopped before it was through. */
  static final int PARTIAL = 5;

  static final int ERR = 10;

  static final int CANCELLED = 11;

  static final int PANICKED = 12;

  /** An oracle of the lab, or a leaked obligation. */
  static final int VIOLATION = 13;

  /** In the lab: the program was cancelled. */
  static final int LAB_CANCELLED = 4;

  /** In the lab: the program ended with an error, or threw. */
  static final int LAB_FAILED = 10;

  /** In the lab: a rule was broken. */
  static final int LAB_VIOLATION = 11;

  /** In the lab: something decides that the lab does not control, or a run was not checked. */
  static final int LAB_NONDETERMINISM = 12;

  /** In the lab: a run went another way than the schedule that it was to follow. */
  static final int LAB_DIVERGED = 13;

  /** Something of ours is broken. */
  static final int BUG = 70;

  /** A signal ended it: this and the number of the signal. */
  static final int SIGNAL = 128;

  private ExitCode() {}
}
