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
@SuppressWarnings("ReferenceEquality") // nothing may be suppressed in itself
final class LeakAudit {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");

  private LeakAudit() {}

  static Verdict settle(TaskRecord task, Holdings holdings, Verdict verdict) {
    boolean quiet = verdict.record() instanceof Outcome.Cancelled;
    boolean leaksPanic = task.kernel().settings().onLeak() == KernelSettings.LeakPolicy.PANIC;
    Throwable panic = verdict.record() instanceof Outcome.Panicked<?, ?>(Throwable cause) ? cause : null;
    Throwable first = panic;
    for (ObligationRecord held = holdings.newest(); held != null; held = holdings.newest()) {
      TaskRun.announce(task, held.abortKind(), held.resource());
      if (quiet || !held.isMissed()) {
        held.resolve(ObligationState.ABORTED);
      } else {
        CxUsageException leak = leaked(task, held);
        panic = leaksPanic ? joined(panic, leak) : panic;
      }
      panic = joined(panic, undo(held));
    }
    return panic == null || panic == first ? verdict : Verdict.panicked(panic);
  }

  /** What a program registered to be done may fail; the rest is undone all the same. Rule: 5.29. */
  private static @Nullable Throwable undo(ObligationRecord held) {
    try {
      held.undo();
      return null;
    } catch (Throwable failed) {
      return failed;
    }
  }

  private static @Nullable Throwable joined(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null || next == null || first == next) {
      return first == null ? next : first;
    }
    first.addSuppressed(next);
    return first;
  }

  private static CxUsageException leaked(TaskRecord task, ObligationRecord held) {
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
    if (policy != KernelSettings.LeakPolicy.PANIC && task.kernel().settings().logs()) {
      LOG.log(Level.WARNING, leak.getMessage());
    }
    return leak;
  }
}
