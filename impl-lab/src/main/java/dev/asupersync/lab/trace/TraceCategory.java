package dev.asupersync.lab.trace;

import java.util.Locale;

/** What an event is about, in the large. */
public enum TraceCategory {
  TASK,
  REGION,
  CANCELLATION,
  OBLIGATION,
  OPERATION,
  SCHEDULING,
  TIME,
  PROGRAM,
  VIOLATION;

  /** Of a kind. */
  public static TraceCategory of(TraceKind kind) {
    return switch (kind) {
      case SPAWN, START, END, TASK_STATE, MASK -> TASK;
      case REGION_OPENED, REGION_CLOSED, REGION_STATE, FINALIZER_REGISTERED, FINALIZER_STARTED,
          FINALIZER_ENDED -> REGION;
      case CANCEL_REQUESTED, CANCEL_ACKNOWLEDGED, REGION_CANCELLED, BUDGET_EXHAUSTED -> CANCELLATION;
      case OBLIGATION_RESERVED, OBLIGATION_COMMITTED, OBLIGATION_ABORTED, OBLIGATION_LEAKED,
          OBLIGATION_TRANSFERRED -> OBLIGATION;
      case OPERATION -> OPERATION;
      case SCHEDULE, BLOCKED, RESUMED, CHOICE, ASIDE, CAPTURED, CUT, FAULT_INJECTED -> SCHEDULING;
      case TIME_ADVANCED, ALARM_SET, ALARM_FIRED, ALARM_CANCELLED -> TIME;
      case USER_TRACE, RANDOM_SEED -> PROGRAM;
      case REGION_STUCK, VIOLATION -> VIOLATION;
    };
  }

  /** In lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
