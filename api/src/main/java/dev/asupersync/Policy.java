package dev.asupersync;

/** What the failure of one task of a region means for the others. Rules: D12, 1.12 to 1.14. */
public enum Policy {
  /** The first task to end Err or Panicked cancels its siblings and the body. A Cancelled one does not. */
  FAIL_FAST,
  /** Tasks never cancel each other; their outcomes are read from their handles. */
  COLLECT_ALL
}
