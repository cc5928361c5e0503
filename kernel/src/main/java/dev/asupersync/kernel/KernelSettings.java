package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything about the meaning of programs that configuration may decide.
 *
 * @param rootBudget met with the budget of every run; its deadline is never set here, see {@code rootTimeout}
 * @param rootTimeout every run is cancelled with kind Timeout after so long; zero for never
 * @param cleanup what a cancelled task may use to clean up, by kind
 * @param finalizerPolls how many polls one finalizer has
 * @param finalizerTime how much time one finalizer has
 * @param onLeak what happens to an obligation that its task did not resolve
 * @param onStuck what happens when code does not end within its cleanup time
 * @param limits the most of everything
 * @param recordSites whether obligations remember where they were reserved
 * @param logs whether a leak and a region that does not end are also logged; observers are told in any case
 */
public record KernelSettings(
    Budget rootBudget,
    Duration rootTimeout,
    Map<CancelKind, Cleanup> cleanup,
    long finalizerPolls,
    Duration finalizerTime,
    LeakPolicy onLeak,
    StuckPolicy onStuck,
    Limits limits,
    boolean recordSites,
    boolean logs) {

  /** What cleanup may use. Rule: 2.20, D16. */
  public record Cleanup(long polls, int priority, Duration time) {}

  /** The most of everything that one region, or one task, may have. Rule: 4.23. */
  public record Limits(long tasks, long children, long obligations, long finalizers) {

    public static final Limits DEFAULT = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 100_000);
  }

  /** Whatever the policy, what was reserved is given back, so that nobody else waits for it. Rule: 6.13, D19. */
  public enum LeakPolicy {
    /** It ends aborted; the leak is logged and counted. */
    RECOVER,
    /** It ends leaked; that is logged and counted. */
    LOG,
    /** It ends leaked and its task Panicked. */
    PANIC
  }

  /** Rule: D16. */
  public enum StuckPolicy {
    /** Report it, interrupt it once, and go on waiting. */
    WAIT,
    /** Report it, interrupt it once, and let the region close without it, Panicked. */
    ABANDON
  }

  public static final KernelSettings DEFAULT =
      new KernelSettings(
          Budget.DEFAULT,
          Duration.ZERO,
          defaultCleanup(),
          100,
          Duration.ofSeconds(5),
          LeakPolicy.RECOVER,
          StuckPolicy.WAIT,
          Limits.DEFAULT,
          false,
          true);

  public KernelSettings {
    cleanup = Map.copyOf(cleanup);
    if (cleanup.size() != CancelKind.values().length) {
      throw new IllegalArgumentException("KernelSettings needs a cleanup budget for every kind; has " + cleanup);
    }
  }

  private static Map<CancelKind, Cleanup> defaultCleanup() {
    Map<CancelKind, Cleanup> table = new EnumMap<>(CancelKind.class);
    for (CancelKind kind : CancelKind.values()) {
      table.put(kind, switch (kind) {
        case USER -> new Cleanup(1000, 200, Duration.ofSeconds(30));
        case TIMEOUT, DEADLINE -> new Cleanup(500, 210, Duration.ofSeconds(15));
        case POLL_QUOTA, COST_BUDGET -> new Cleanup(300, 215, Duration.ofSeconds(10));
        case FAIL_FAST, RACE_LOST, LINKED_EXIT, PARENT_CANCELLED, RESOURCE_UNAVAILABLE ->
            new Cleanup(200, 220, Duration.ofSeconds(10));
        case SHUTDOWN -> new Cleanup(50, 255, Duration.ofSeconds(5));
      });
    }
    return table;
  }

  public KernelSettings withOnLeak(LeakPolicy policy) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, finalizerPolls, finalizerTime, policy, onStuck,
        limits, recordSites, logs);
  }

  public KernelSettings withOnStuck(StuckPolicy policy) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, finalizerPolls, finalizerTime, onLeak, policy,
        limits, recordSites, logs);
  }

  public KernelSettings withLimits(Limits most) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, finalizerPolls, finalizerTime, onLeak, onStuck,
        most, recordSites, logs);
  }

  public KernelSettings withRecordSites(boolean record) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, finalizerPolls, finalizerTime, onLeak, onStuck,
        limits, record, logs);
  }

  public KernelSettings withLogs(boolean log) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, finalizerPolls, finalizerTime, onLeak, onStuck,
        limits, recordSites, log);
  }

  public KernelSettings withCleanup(CancelKind kind, Cleanup budget) {
    Map<CancelKind, Cleanup> table = new EnumMap<>(cleanup);
    table.put(kind, budget);
    return new KernelSettings(rootBudget, rootTimeout, table, finalizerPolls, finalizerTime, onLeak, onStuck,
        limits, recordSites, logs);
  }

  public KernelSettings withFinalizers(long polls, Duration time) {
    return new KernelSettings(rootBudget, rootTimeout, cleanup, polls, time, onLeak, onStuck, limits, recordSites,
        logs);
  }
}
