package dev.asupersync.lab.capture;

/** Who may have the turn in a captured run: a strand, or an alarm that rings. */
sealed interface Taker permits CapturingStrand, CapturedAlarm {

  RunCapture capture();

  /** Whether the caller runs on its behalf. */
  boolean isCaller();
}
