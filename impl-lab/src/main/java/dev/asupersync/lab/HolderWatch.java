package dev.asupersync.lab;

import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that hold an obligation and have waited for too many steps. It keeps no account of them: it looks at a
 * dump, and only when one of them could have become too old. Rule: 6.22.
 */
final class HolderWatch implements RuntimeObserver {

  /** A holder that has waited, and for how many steps. */
  record Idle(long task, long steps) {}

  private static final Set<Hook> HOOKS = EnumSet.of(Hook.RUNTIME, Hook.OBLIGATION);
  private static final Set<Hook> NONE = EnumSet.noneOf(Hook.class);

  private final long limit;
  private long outstanding;
  private @Nullable RuntimeView view;
  private @Nullable LongConsumer reserved;

  HolderWatch(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /** Who is told how many steps from now the holders must be looked at. */
  void onReserved(LongConsumer listener) {
    reserved = listener;
  }

  @Override
  public Set<Hook> hooks() {
    return limit == 0 ? NONE : HOOKS;
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    view = opened;
  }

  @Override
  public synchronized void onObligationReserved(ObligationInfo obligation) {
    outstanding++;
    look();
  }

  @Override
  public synchronized void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    look();
  }

  private void look() {
    LongConsumer listener = reserved;
    if (listener != null) {
      listener.accept(limit + 1);
    }
  }

  @Override
  public synchronized void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    outstanding--;
  }

  /**
   * The holder that has waited longest, the first by number of those; nothing where nobody holds anything.
   *
   * @param parked by task, since which step its strand waits; nothing for one that does not
   */
  synchronized @Nullable Idle longest(long step, Map<Long, Long> parked) {
    RuntimeView runtime = view;
    if (outstanding == 0 || runtime == null) {
      return null;
    }
    List<TaskDump> tasks = runtime.dump().tasks();
    Map<RegionId, TaskDump> openers = new HashMap<>();
    tasks.forEach(task -> task.inRegion().ifPresent(region -> openers.put(region, task)));
    Idle longest = null;
    for (TaskDump task : tasks) {
      if (!task.obligations().isEmpty()) {
        long idle = step - parked.getOrDefault(onStrandOf(task, openers), step);
        long number = task.id().value();
        if (longest == null || idle > longest.steps || (idle == longest.steps && number < longest.task)) {
          longest = new Idle(number, idle);
        }
      }
    }
    return longest;
  }

  /** The body of a region runs on the strand of the task that opened it. */
  private static long onStrandOf(TaskDump task, Map<RegionId, TaskDump> openers) {
    TaskDump at = task;
    TaskDump opener = openers.get(at.region());
    while (at.body() && opener != null) {
      at = opener;
      opener = openers.get(at.region());
    }
    return at.id().value();
  }

  synchronized void reset() {
    outstanding = 0;
  }
}
