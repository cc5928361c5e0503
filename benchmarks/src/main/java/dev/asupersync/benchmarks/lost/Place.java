package dev.asupersync.benchmarks.lost;

import org.jspecify.annotations.Nullable;

/** Where an element is when all is over. */
public enum Place {
  /** The receiver's code has it. */
  RECEIVED,
  /** The next receiver will get it. */
  QUEUED,
  /** The offer was refused, and the sender knows. */
  WITH_SENDER,
  /** It was accepted, and nobody has it or will get it. */
  LOST;

  static Place of(@Nullable Integer received, boolean queued, boolean accepted) {
    return received != null ? RECEIVED : queued ? QUEUED : accepted ? LOST : WITH_SENDER;
  }
}
