package dev.asupersync.lab;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that hold an obligation and have waited for too many steps. Only holders are looked at, and
 * only when one of them could have become too old. Rule: 6.22.
 */
final class HolderWatch implements RuntimeObserver {

  /** A holder that has waited too long. */
  record Idle(long task, long steps) {}

  private final long limit;
  private final Map<Long, Integer> held = new TreeMap<>();
  /** The body of a region runs on the strand of the task that opened it. */
  private final Map<Long, Long> strandTask = new HashMap<>();
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
    return limit == 0 ? EnumSet.noneOf(Hook.class) : EnumSet.of(Hook.SPAWN, Hook.END, Hook.OBLIGATION);
  }

  @Override
  public synchronized void onSpawn(TaskInfo task) {
    if (task.body() && task.parent().isPresent()) {
      long parent = task.parent().get().value();
      strandTask.put(task.id().value(), strandTask.getOrDefault(parent, parent));
    }
  }

  @Override
  public synchronized void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    if (!strandTask.isEmpty()) {
      strandTask.remove(task.id().value());
    }
    if (!held.isEmpty()) {
      held.remove(task.id().value());
    }
  }

  @Override
  public synchronized void onObligationReserved(ObligationInfo obligation) {
    held.merge(obligation.holder().value(), 1, Integer::sum);
    LongConsumer listener = reserved;
    if (listener != null) {
      listener.accept(limit + 1);
    }
  }

  @Override
  public synchronized void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    held.computeIfPresent(from.value(), (task, count) -> count == 1 ? null : count - 1);
    onObligationReserved(obligation);
  }

  @Override
  public synchronized void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    TaskId holder = obligation.holder();
    held.computeIfPresent(holder.value(), (task, count) -> count == 1 ? null : count - 1);
  }

  /**
   * The first holder that has waited too long, by number.
   *
   * @param parked by task, since which step its strand waits; nothing for one that does not
   */
  synchronized @Nullable Idle tooOld(long step, Map<Long, Long> parked) {
    for (long task : held.keySet()) {
      long since = parked.getOrDefault(strandTask.getOrDefault(task, task), step);
      if (step - since > limit) {
        return new Idle(task, step - since);
      }
    }
    return null;
  }

  /** The step at which to look again, or never. */
  synchronized long nextLook(long step, Map<Long, Long> parked) {
    long next = Long.MAX_VALUE;
    for (long task : held.keySet()) {
      long since = parked.getOrDefault(strandTask.getOrDefault(task, task), step);
      next = Math.min(next, since + limit + 1);
    }
    return next;
  }

  synchronized void reset() {
    held.clear();
    strandTask.clear();
  }
}
