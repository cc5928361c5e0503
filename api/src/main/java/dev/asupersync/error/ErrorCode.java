package dev.asupersync.error;

/**
 * The codes of all errors, stable and never used again for something else. Each has a heading of its own in
 * {@code docs/errors.md}: what it means and what to do.
 */
public enum ErrorCode {
  UNKNOWN_RUNTIME("CX-1001"),
  CONFIG_UNREADABLE("CX-1002"),
  CONFIG_SYNTAX("CX-1003"),
  UNKNOWN_KEY("CX-1004"),
  BROKEN_PROVIDER("CX-1005"),
  DUPLICATE_PROVIDER("CX-1006"),
  PROVIDER_RING("CX-1007"),
  BAD_VALUE("CX-1008"),
  UNKNOWN_PROGRAM("CX-1009"),

  FOREIGN_CX("CX-2001"),
  WRONG_STRAND("CX-2002"),
  REGION_NOT_OPEN("CX-2003"),
  LIMIT_REACHED("CX-2004"),
  MASK_DEPTH("CX-2005"),
  CAPABILITY_MISSING("CX-2006"),
  SELF_JOIN("CX-2007"),
  RUNTIME_CLOSED("CX-2008"),
  INTERRUPTED_FROM_OUTSIDE("CX-2009"),
  INTERPRETATION_FAILED("CX-2010"),
  REGION_STUCK("CX-2301"),
  CLEANUP_BUDGET_EXCEEDED("CX-2302"),
  OBSERVER_REMOVED("CX-2303"),

  OBLIGATION_LEAKED("CX-3001"),
  RESOLVED_TWICE("CX-3002"),
  NOT_THE_HOLDER("CX-3003"),
  RESERVATION_REFUSED("CX-3004"),
  TRANSFER_REFUSED("CX-3005"),
  BAD_CAPACITY("CX-3101"),
  CHANNEL_CLOSED("CX-3102"),
  END_CLOSED("CX-3103"),
  EVICTION_REFUSED("CX-3104"),
  LAGGED("CX-3105"),
  HEAP_HANDLE_INVALID("CX-3107"),
  LEASE_EXPIRED("CX-3108"),
  POISONED("CX-3201"),
  LOCK_REENTRY("CX-3202"),
  SEMAPHORE_CLOSED("CX-3203"),
  POOL_CLOSED("CX-3204"),
  POOL_CREATE_FAILED("CX-3205"),
  OWNER_CLOSED("CX-3206"),
  BAD_COUNT("CX-3207"),
  POOL_TIMEOUT("CX-3208"),
  BAD_POLICY("CX-3301"),
  CALL_REFUSED("CX-3302"),
  BAD_CERTIFICATE("CX-3303"),

  DEADLOCK("CX-4001"),
  FUTURELOCK("CX-4002"),
  STEP_LIMIT("CX-4003"),
  NONDETERMINISM("CX-4004"),
  ORACLE_VIOLATED("CX-4005"),
  BLOCKED_OUTSIDE("CX-4006"),
  ONE_PROGRAM_AT_A_TIME("CX-4007"),
  SCHEDULE_DIVERGED("CX-4008"),
  UNKNOWN_ORACLE("CX-4009"),
  UNSEEN_STATE("CX-4020"),
  TRACE_UNREADABLE("CX-4101"),
  TRACE_UNKNOWN("CX-4102"),
  TRACE_CORRUPT("CX-4103"),
  TRACE_NOT_WRITTEN("CX-4104"),
  TRACE_INCOMPLETE("CX-4105"),
  TRACES_DIFFER("CX-4106"),
  TRACE_RULE_BROKEN("CX-4107"),
  BAD_TRACE_FILTER("CX-4108");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /** {@code CX-} and four digits. */
  public String code() {
    return code;
  }

  /** The message as people see it: code, text, and where to read more. */
  public String format(String text) {
    return code + " " + text + " [docs/errors.md#" + code.toLowerCase(java.util.Locale.ROOT) + "]";
  }
}
