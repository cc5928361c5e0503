package dev.asupersync.spi;

/**
 * A line of execution: a virtual thread, a platform thread or a continuation. Only {@link #park} and
 * {@link #unpark} must be written; the rest are hints and help for reports.
 */
public interface Strand {

  /**
   * Waits until {@link #unpark}. Only the strand itself calls it. One unpark that came before is remembered;
   * it may also return for no reason, and an interrupt neither ends it for good nor breaks later parks.
   */
  void park();

  /** Ends a {@link #park}, now or the next one. Any thread. What was done before happens-before its return. */
  void unpark();

  /**
   * Stands before every operation of the runtime, with what it is and what it touches. Only the strand itself
   * calls it, never while the kernel holds a lock.
   *
   * @param resource the number of the channel, task or region; 0 for none
   */
  default void schedulingPoint(OpKind kind, long resource) {}

  /**
   * Something was opened that operations will touch. Only the strand itself calls it.
   *
   * @param resource its number
   * @param capacity how many messages it holds; -1 where that means nothing
   */
  default void opened(long resource, long capacity) {}

  /**
   * The operation of the latest schedule point could have changed something and has not: a compare-and-set that found
   * something else, a try for a lock that is held. Only the strand itself calls it, before its next point.
   */
  default void onlyLooked() {}

  /**
   * The index of one of so many things that are all ready for the task. Only the strand itself calls it. Any answer
   * from 0 to {@code candidates - 1} is right; a good one favours none.
   */
  default int choose(int candidates) {
    return 0;
  }

  /** A hint: cancel before timed before ready. {@code deadlineNanos} orders the timed ones. */
  default void lane(Lane lane, long deadlineNanos) {}

  /** Escalation for code that is blocked outside the runtime. Any thread. */
  default void interrupt() {}

  /** Whether the caller runs on this strand. Where it cannot be told, true. */
  default boolean isCurrent() {
    return true;
  }

  /** Where the strand is now, for reports; empty where it cannot be told. */
  default StackTraceElement[] stackTrace() {
    return new StackTraceElement[0];
  }

  /** Code of the program comes next that may block outside of the runtime. Only the strand itself calls it. */
  default void leaving() {}

  /**
   * Code of the program has come back to the runtime where there is no schedule point: from a blocking call, or at the
   * end of the body of a region or of a finalizer. Only the strand itself calls it, never while the kernel holds a
   * lock.
   */
  default void returning() {}

  /** The kernel has given it up: {@link Interpretation#run} need not wait for it. Any thread. */
  default void abandon() {}
}
