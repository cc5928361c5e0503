package dev.asupersync.kernel;

import dev.asupersync.CancelReason;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.CleanupBudgetExceededError;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.Hook;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task looks at when it comes to a cancel point: its masks, its budget, the request, and, once it was
 * told, its cleanup budget. Touched only by the task's own strand, except what is volatile.
 *
 * <p>A task that cleans up has a budget of polls and time. When either is used up, every later operation
 * throws, masked or not, so that cleanup ends.
 *
 * <p>Rules: 5.7 to 5.16, 2.10, 2.20 to 2.24, D15, D16, D18.
 */
final class CancelPoints {

  private static final int MAX_MASK_DEPTH = 64;

  private final TaskRecord task;
  private volatile boolean cleanupExpired;
  private volatile long cleanupDueNanos = Clock.NEVER;
  private @Nullable CancelReason cleanupFor;
  private boolean cleaningUp;
  private int maskDepth;

  CancelPoints(TaskRecord task, int inheritedMasks) {
    this.task = task;
    this.maskDepth = inheritedMasks;
  }

  // --- masks -----------------------------------------------------------------------------------------------

  boolean isMasked() {
    return maskDepth > 0;
  }

  int maskDepth() {
    return maskDepth;
  }

  void mask() {
    if (maskDepth == MAX_MASK_DEPTH) {
      throw new CxUsageException(
          ErrorCode.MASK_DEPTH,
          task.label() + " is already " + MAX_MASK_DEPTH + " masks deep. Close a mask before opening another; made"
              + " in try-with-resources it closes by itself.");
    }
    maskDepth++;
    tellMask();
  }

  void unmask() {
    maskDepth--;
    tellMask();
  }

  private void tellMask() {
    Observers observers = task.kernel().observers();
    if (observers.want(Hook.MASK)) {
      observers.tell(Hook.MASK, o -> o.onMask(task.info(), maskDepth));
    }
  }

  // --- cancel points ---------------------------------------------------------------------------------------

  /** Whether the next cancel point throws. */
  boolean isCancelDeliverable() {
    return task.reason() != null && maskDepth == 0;
  }

  /** What every cancel point does: look at the budget, then at the request. */
  void pass() {
    if (cleaningUp) {
      checkCleanup();
    } else if (task.budget().hasLimits()) {
      Cancellation.foldExhaustion(task);
    }
    throwIfCancelled();
  }

  void throwIfCancelled() {
    if (isCancelDeliverable()) {
      throw new CancelledError(acknowledge());
    }
  }

  /** An explicit checkpoint: a cancel point that costs a poll. */
  void checkpoint() {
    pass();
    chargePoll();
    if (cleanupExpired) {
      throw cleanupExceeded();
    }
  }

  /** A poll for starting or for having waited. Never throws: what was waited for must reach the caller. */
  void chargePoll() {
    if (!task.budget().charge() && cleaningUp) {
      cleanupExpired = true;
    }
  }

  // --- cleanup ---------------------------------------------------------------------------------------------

  private void checkCleanup() {
    CancelReason latest = task.reason();
    if (latest != null && !latest.equals(cleanupFor)) {
      cleanupFor = latest;
      KernelSettings.Cleanup tighter = task.kernel().cleanup(latest.kind());
      task.budget().tighten(tighter.polls(), tighter.priority());
      task.region().tightenCleanup(task, tighter.time());
    }
    if (cleanupDueNanos != Clock.NEVER && task.kernel().clock().nanos() >= cleanupDueNanos) {
      cleanupExpired = true;
    }
    if (cleanupExpired) {
      throw cleanupExceeded();
    }
  }

  /** The task's code is being told. Installs the cleanup budget, the first time. Rules: 2.23, D16. */
  CancelReason acknowledge() {
    if (!cleaningUp) {
      CancelReason told = Objects.requireNonNull(task.reason());
      KernelSettings.Cleanup allowed = task.kernel().cleanup(told.kind());
      startCleanup(told, allowed.polls(), allowed.priority());
      task.region().acknowledged(task, allowed.time());
    }
    return Objects.requireNonNull(task.reason());
  }

  /** From now on it runs on a cleanup budget; without a reason, because it is a finalizer. */
  void startCleanup(@Nullable CancelReason on, long polls, int priority) {
    cleaningUp = true;
    cleanupFor = on;
    task.budget().replaceWith(polls, priority);
  }

  boolean isCleaningUp() {
    return cleaningUp;
  }

  boolean isCleanupExpired() {
    return cleanupExpired;
  }

  void expireCleanup() {
    cleanupExpired = true;
  }

  long cleanupDueNanos() {
    return cleanupDueNanos;
  }

  void cleanupDue(long dueNanos) {
    cleanupDueNanos = dueNanos;
  }

  CleanupBudgetExceededError cleanupExceeded() {
    CancelReason on = task.reason();
    KernelSettings settings = task.kernel().settings();
    String budget =
        on == null
            ? settings.finalizerPolls() + " polls, " + settings.finalizerTime()
            : task.kernel().cleanup(on.kind()).polls() + " polls, " + task.kernel().cleanup(on.kind()).time()
                + ", for " + on;
    return new CleanupBudgetExceededError(
        task.label() + " of " + task.region().label() + " used more than its cleanup budget (" + budget
            + "). Do less after a cancellation, or raise asupersync.cleanup or asupersync.finalizers.");
  }
}
