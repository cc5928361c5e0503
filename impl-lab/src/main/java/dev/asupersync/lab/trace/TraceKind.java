package dev.asupersync.lab.trace;

import java.util.List;

/**
 * The kinds of trace events. The codes are stable and only ever added to, because they stand in files and
 * hashes. Every kind has fixed fields; {@code @} marks the one that is text.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
public enum TraceKind {
  SPAWN(0, "task", "region", "parent", "body", "@name"),
  /** The baton goes to this task's strand. */
  SCHEDULE(1, "task"),
  BLOCKED(2, "task", "op", "resource"),
  RESUMED(3, "task", "op", "resource"),
  START(4, "task"),
  END(5, "task", "severity", "@error"),
  CANCEL_REQUESTED(6, "task", "kind", "@reason"),
  CANCEL_ACKNOWLEDGED(7, "task", "kind"),
  REGION_CLOSED(9, "region", "severity", "@error"),
  REGION_OPENED(10, "region", "parent", "opener", "@name"),
  REGION_CANCELLED(11, "region", "kind", "@reason"),
  OBLIGATION_RESERVED(12, "obligation", "task", "region", "kind", "resource", "@subject"),
  OBLIGATION_COMMITTED(13, "obligation", "task"),
  OBLIGATION_ABORTED(14, "obligation", "task"),
  OBLIGATION_LEAKED(15, "obligation", "task"),
  /** {@code forced} is 1 where too many steps had passed without any progress of time. */
  TIME_ADVANCED(16, "from", "to", "forced"),
  ALARM_SET(17, "alarm", "deadline"),
  ALARM_FIRED(18, "alarm"),
  ALARM_CANCELLED(19, "alarm"),
  /** What the random numbers of a captured run are drawn from. */
  RANDOM_SEED(24, "seed"),
  USER_TRACE(29, "task", "@message"),
  OPERATION(64, "task", "op", "resource"),
  TASK_STATE(65, "task", "before", "after"),
  REGION_STATE(66, "region", "before", "after"),
  MASK(67, "task", "depth"),
  BUDGET_EXHAUSTED(68, "task", "kind"),
  FINALIZER_REGISTERED(69, "region", "finalizer"),
  FINALIZER_STARTED(70, "region", "finalizer"),
  FINALIZER_ENDED(71, "region", "finalizer", "severity"),
  REGION_STUCK(72, "region"),
  /** The lab found a violation and asks the program to stop. */
  VIOLATION(75, "@code"),
  OBLIGATION_TRANSFERRED(76, "obligation", "task", "before"),
  /** The first event of a capture: what its clock showed then, and the number of the run. */
  CAPTURED(77, "origin", "run"),
  /** In a capture: which of several things that were ready a task was given. */
  CHOICE(78, "task", "candidates", "chosen"),
  /** In a capture: a task was busy outside of the runtime, and the others went on meanwhile. */
  ASIDE(79, "task", "@where"),
  /** In a capture: the run went on, and nothing more of it was written down. */
  CUT(80, "@why"),
  /** The lab has done that to the program, at a point of the task. */
  FAULT_INJECTED(81, "task", "@fault");

  private final int code;
  private final List<String> numbers;
  private final String text;

  TraceKind(int code, String... fields) {
    this.code = code;
    boolean hasText = fields[fields.length - 1].startsWith("@");
    List<String> all = List.of(fields);
    this.numbers = hasText ? all.subList(0, fields.length - 1) : all;
    this.text = hasText ? fields[fields.length - 1].substring(1) : "";
  }

  public int code() {
    return code;
  }

  /** The names of its numbers, in order. */
  public List<String> numbers() {
    return numbers;
  }

  /** The name of its text, or the empty string where it has none. */
  public String text() {
    return text;
  }

  boolean hasText() {
    return !text.isEmpty();
  }
}
