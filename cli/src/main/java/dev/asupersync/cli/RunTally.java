package dev.asupersync.cli;

import dev.asupersync.Outcome;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a run did. The body of an inner region runs as part of the task that opened it, and is not
 * counted as another one.
 */
final class RunTally implements RuntimeObserver {

  private final LongAdder tasks = new LongAdder();
  private final LongAdder regions = new LongAdder();
  private final LongAdder cancellations = new LongAdder();
  private final LongAdder committed = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private final LongAdder leaked = new LongAdder();

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.SPAWN, Hook.END, Hook.REGION_OPENED, Hook.OBLIGATION);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    if (isTaskOfItsOwn(task)) {
      tasks.increment();
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    if (isTaskOfItsOwn(task) && outcome instanceof Outcome.Cancelled) {
      cancellations.increment();
    }
  }

  private static boolean isTaskOfItsOwn(TaskInfo task) {
    return !task.body() || task.parent().isEmpty();
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    regions.increment();
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    switch (state) {
      case COMMITTED -> committed.increment();
      case ABORTED -> aborted.increment();
      case LEAKED -> leaked.increment();
      case RESERVED -> { }
    }
  }

  long leaked() {
    return leaked.sum();
  }

  /** {@code 5 tasks, 2 regions, 1 cancelled, obligations: 10 committed, 1 aborted, 0 leaked}. */
  @Override
  public String toString() {
    return counted(tasks.sum(), "task") + ", " + counted(regions.sum(), "region") + ", "
        + cancellations.sum() + " cancelled, obligations: " + committed.sum() + " committed, "
        + aborted.sum() + " aborted, " + leaked.sum() + " leaked";
  }

  private static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
