package dev.asupersync.kernel;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.Hook;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a region whose cleanup time is over. Code that waits in an operation is expelled from it; code that
 * calls none is interrupted once, reported with its stack and the wait-for chains (CX-2301), and waited for, or
 * given up where the settings say so. Nothing hangs without a report.
 *
 * <p>Rule: D16. Runs as an alarm: takes the region's lock for a moment, never blocks.
 */
final class StuckWatch {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");
  private static final int REPORTED = 10;

  private StuckWatch() {}

  static void look(Region region) {
    long now = region.kernel().clock().nanos();
    List<TaskRecord> expired = new ArrayList<>();
    List<TaskRecord> stuck = new ArrayList<>();
    region.lock().lock();
    try {
      region.cleanupWatchFired();
      long next = Clock.NEVER;
      for (TaskRecord task : region.tasks()) {
        if (task.inside() != null || task.isDecided()) {
          continue;
        }
        if (now < task.points().cleanupDueNanos()) {
          next = Math.min(next, task.points().cleanupDueNanos());
        } else {
          (task.expireCleanup() ? stuck : expired).add(task);
        }
      }
      region.watchCleanup(next);
    } finally {
      region.lock().unlock();
    }
    expired.forEach(TaskRecord::unpark);
    if (!stuck.isEmpty()) {
      report(region, stuck);
    }
  }

  private static void report(Region region, List<TaskRecord> stuck) {
    Kernel kernel = region.kernel();
    boolean abandons = kernel.settings().onStuck() == KernelSettings.StuckPolicy.ABANDON;
    boolean isTold = kernel.settings().logs() || abandons || kernel.observers().want(Hook.STUCK);
    String message = isTold ? describe(region, stuck) : "";
    if (kernel.settings().logs()) {
      LOG.log(Level.ERROR, ErrorCode.REGION_STUCK.format(message));
    }
    if (kernel.observers().want(Hook.STUCK)) {
      kernel.observers().tell(Hook.STUCK, o -> o.onStuck(region.info(), ErrorCode.REGION_STUCK.format(message)));
    }
    for (TaskRecord task : stuck) {
      task.interrupt();
      if (abandons) {
        Abandonment.abandon(task, message);
      }
    }
  }

  private static String describe(Region region, List<TaskRecord> stuck) {
    StringBuilder text =
        new StringBuilder(region.label()).append(" did not end within its cleanup time. Still live: ");
    for (TaskRecord task : stuck.subList(0, Math.min(REPORTED, stuck.size()))) {
      text.append(describe(task)).append("; ");
    }
    if (stuck.size() > REPORTED) {
      text.append("and ").append(stuck.size() - REPORTED).append(" more; ");
    }
    for (String chain : region.kernel().dump().waitForChains()) {
      text.append("wait: ").append(chain).append("; ");
    }
    text.append("Add cx.checkpoint() to loops, put blocking calls into cx.blocking, or give asupersync.cleanup"
        + " more time.");
    return text.toString();
  }

  private static String describe(TaskRecord task) {
    StringBuilder text = new StringBuilder(task.label()).append(" (").append(task.state());
    text.append(", cancelled: ").append(task.reason());
    if (!task.progress().isEmpty()) {
      text.append(", last said \"").append(task.progress()).append('"');
    }
    text.append(')');
    StackTraceElement[] stack = task.stackTrace();
    for (int i = 0; i < Math.min(8, stack.length); i++) {
      text.append(i == 0 ? " at " : " < ").append(stack[i]);
    }
    return text.toString();
  }
}
