package dev.asupersync;

import java.util.Locale;

/**
 * Why something is cancelled, in one word.
 *
 * <p>Rules: 3.1 to 3.6. Severities are compared, never the order of declaration; {@link #code()} is stable.
 */
public enum CancelKind {
  /** Somebody asked for it. */
  USER(0, 0),
  /** A time limit given to an operation or a region ran out. */
  TIMEOUT(1, 1),
  /** The deadline of a budget passed. */
  DEADLINE(2, 1),
  /** The poll quota of a budget is used up. */
  POLL_QUOTA(3, 2),
  /** The cost quota of a budget is used up. */
  COST_BUDGET(4, 2),
  /** A sibling failed. */
  FAIL_FAST(5, 3),
  /** Another branch of a race won. */
  RACE_LOST(6, 3),
  /** A linked actor ended abnormally. */
  LINKED_EXIT(7, 3),
  /** The region above was cancelled. */
  PARENT_CANCELLED(8, 4),
  /** Something that the work needs cannot be had. */
  RESOURCE_UNAVAILABLE(9, 4),
  /** The runtime is shutting down. */
  SHUTDOWN(10, 5);

  private final int code;
  private final int severity;

  CancelKind(int code, int severity) {
    this.code = code;
    this.severity = severity;
  }

  /** The stable number of this kind, as it stands in traces. */
  public int code() {
    return code;
  }

  /** 0 (mildest) to 5: the stronger of two requests is the one whose kind is more severe. */
  public int severity() {
    return severity;
  }

  /** Whether a limit of the budget set this off. */
  public boolean isBudgetExceeded() {
    return this == DEADLINE || this == POLL_QUOTA || this == COST_BUDGET;
  }

  /** Whether it was time that ran out. */
  public boolean isTimeExceeded() {
    return this == TIMEOUT || this == DEADLINE;
  }

  /** The name in configuration keys and telemetry: lower case with the given separator. */
  public String key(char separator) {
    return name().toLowerCase(Locale.ROOT).replace('_', separator);
  }

  /** Lower-case words, as people read them: {@code fail-fast}, {@code race lost}. */
  @Override
  public String toString() {
    return this == FAIL_FAST ? "fail-fast" : key(' ');
  }
}
