package dev.asupersync.kernel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.spi.observe.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request travels: region first, then its tasks, then the regions below, each of which is told that its
 * parent was cancelled, with the chain of reasons. Strands are woken when no lock is held.
 *
 * <p>Rules: 3.16 to 3.18, 5.2 to 5.6, 2.10 to 2.12.
 */
final class Cancellation {

  private Cancellation() {}

  /**
   * @param fromOutside whether this makes the outcome of the region Cancelled; a failing task of the region
   *     itself does not
   */
  static void cancel(Region region, CancelReason reason, boolean fromOutside) {
    List<TaskRecord> woken = new ArrayList<>();
    List<Region> below;
    CancelReason now;
    region.lock().lock();
    try {
      if (region.state() == RegionState.CLOSED
          || region.keeps(reason)
          || !region.requested(reason, fromOutside)) {
        return;
      }
      now = Objects.requireNonNull(region.reason());
      long due = dueNanos(region.kernel(), now);
      for (TaskRecord task : region.tasks()) {
        if (task.requested(now, due)) {
          woken.add(task);
        }
      }
      region.watchCleanup(due);
      below = List.copyOf(region.children());
    } finally {
      region.lock().unlock();
    }
    woken.forEach(TaskRecord::wakeForCancel);
    for (Region child : below) {
      cancel(child, passedDown(region, Optional.empty(), now), true);
    }
  }

  /**
   * Fetches a request that is on its way. An operation may fail because the other side is gone; where its task is
   * being cancelled, too, that is only a consequence, and the cancellation is what the task must be told. But
   * requests reach one region after the other, and the other side may have been reached first.
   */
  static void catchUp(Region region) {
    Region parent = region.parent();
    CancelReason above = parent == null ? null : reasonOf(parent);
    if (parent != null && above == null) {
      catchUp(parent);
      above = reasonOf(parent);
    }
    if (parent != null && above != null) {
      cancel(region, passedDown(parent, Optional.empty(), above), true);
    }
    reasonOf(region); // whoever marks the tasks of the region now is done when its lock can be had
  }

  private static @Nullable CancelReason reasonOf(Region region) {
    region.lock().lock();
    try {
      return region.reason();
    } finally {
      region.lock().unlock();
    }
  }

  /** A request may come before the body of the region is there: then it reaches the body now. With the lock. */
  static void reachLate(Region region, TaskRecord body) {
    CancelReason reason = region.reason();
    if (reason != null) {
      long due = dueNanos(region.kernel(), reason);
      body.requested(reason, due);
      region.watchCleanup(due);
    }
  }

  /** Cancels one task, and the region that it is inside of. */
  static void cancel(TaskRecord task, CancelReason reason) {
    Region region = task.region();
    Region inside;
    region.lock().lock();
    try {
      long due = dueNanos(region.kernel(), reason);
      if (!task.requested(reason, due)) {
        return;
      }
      region.watchCleanup(due);
      inside = task.inside();
    } finally {
      region.lock().unlock();
    }
    task.wakeForCancel();
    CancelReason now = task.reason();
    if (inside != null && now != null) {
      cancel(inside, passedDown(region, Optional.of(task), now), true);
    }
  }

  /** Cancels the task of that number somewhere in a region; its body stands for it. False if there is none. */
  static boolean cancelIn(Region region, TaskId id, CancelReason reason) {
    TaskRecord body;
    List<TaskRecord> tasks;
    List<Region> below;
    region.lock().lock();
    try {
      body = region.body();
      tasks = region.tasks();
      below = List.copyOf(region.children());
    } finally {
      region.lock().unlock();
    }
    if (body != null && body.id().equals(id)) {
      cancel(region, stamped(reason, region), true);
      return true;
    }
    for (TaskRecord task : tasks) {
      if (task.id().equals(id)) {
        cancel(task, stamped(reason, region));
        return true;
      }
    }
    return below.stream().anyMatch(child -> cancelIn(child, id, reason));
  }

  /** The reason of something below: one link more, the time of the first request. Rule: 3.16. */
  static CancelReason passedDown(Region from, Optional<TaskRecord> by, CancelReason because) {
    return CancelReason.of(CancelKind.PARENT_CANCELLED)
        .withOrigin(Optional.of(from.id()), by.map(TaskRecord::id), because.atNanos())
        .causedBy(because);
  }

  private static long dueNanos(Kernel kernel, CancelReason reason) {
    return Clock.plus(kernel.clock().nanos(), kernel.cleanup(reason.kind()).time());
  }

  /** Fills in where and when a request was made, unless it says so already. */
  static CancelReason stamped(CancelReason reason, Region at) {
    return reason.region().isPresent()
        ? reason
        : reason.withOrigin(Optional.of(at.id()), reason.task(), at.kernel().clock().nanos());
  }

  /** Turns used-up limits of the running task into requests. Rules: 2.10 to 2.12. */
  static void foldExhaustion(TaskRecord task) {
    TaskBudget budget = task.budget();
    if (budget.deadlinePassed()) {
      CancelKind own = task.ownDeadline();
      if (own == null) {
        task.region().deadlinePassed();
      } else {
        exhausted(task, own);
      }
    }
    if (budget.pollsGone()) {
      exhausted(task, CancelKind.POLL_QUOTA);
    }
    if (budget.costGone()) {
      exhausted(task, CancelKind.COST_BUDGET);
    }
  }

  static void exhausted(TaskRecord task, CancelKind kind) {
    CancelReason had = task.reason();
    if (had != null && had.severity() >= kind.severity()) {
      return;
    }
    Kernel kernel = task.kernel();
    if (kernel.observers().want(Hook.BUDGET)) {
      kernel.observers().tell(
          Hook.BUDGET, o -> o.onBudgetExhausted(task.info(), kind));
    }
    cancel(
        task,
        CancelReason.of(kind)
            .withOrigin(Optional.of(task.region().id()), Optional.of(task.id()), kernel.clock().nanos()));
  }
}
