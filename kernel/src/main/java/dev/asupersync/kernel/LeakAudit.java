package dev.asupersync.kernel;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationState;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what a task holds when it ends. One that was cancelled gives everything back quietly; from any
 * other it is a leak, dealt with once, by policy, before anything is thrown.
 *
 * <p>Rules: 6.10 to 6.16, D19.
 */
final class LeakAudit {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");

  private LeakAudit() {}

  static Verdict settle(TaskRecord task, Holdings holdings, Verdict verdict) {
    boolean cancelled = verdict.record() instanceof Outcome.Cancelled;
    CxUsageException leak = null;
    for (ObligationRecord held = holdings.newest(); held != null; held = holdings.newest()) {
      if (cancelled) {
        held.resolve(ObligationState.ABORTED);
      } else {
        leak = leaked(task, held, leak);
      }
      held.undo();
    }
    if (leak == null || task.kernel().settings().onLeak() != KernelSettings.LeakPolicy.PANIC) {
      return verdict;
    }
    if (verdict.record() instanceof Outcome.Panicked<?, ?>(Throwable cause)) {
      cause.addSuppressed(leak);
      return verdict;
    }
    return Verdict.panicked(leak);
  }

  private static CxUsageException leaked(
      TaskRecord task, ObligationRecord held, @Nullable CxUsageException before) {
    KernelSettings.LeakPolicy policy = task.kernel().settings().onLeak();
    if (policy == KernelSettings.LeakPolicy.RECOVER) {
      held.recover();
    } else {
      held.resolve(ObligationState.LEAKED);
    }
    CxUsageException leak =
        new CxUsageException(
            ErrorCode.OBLIGATION_LEAKED,
            task.label() + " ended while holding " + held.describe()
                + ". It must be resolved before its task ends: use try-with-resources.");
    if (policy != KernelSettings.LeakPolicy.PANIC) {
      LOG.log(Level.WARNING, leak.getMessage());
    }
    if (before != null) {
      before.addSuppressed(leak);
      return before;
    }
    return leak;
  }
}
