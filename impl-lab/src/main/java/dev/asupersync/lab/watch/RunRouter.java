package dev.asupersync.lab.watch;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives the events of each run to the observer of that run, if it has one. */
public final class RunRouter implements RuntimeObserver {

  private final RunWatcher watcher;
  private final Map<Long, RuntimeObserver> runs = new ConcurrentHashMap<>();
  private final Map<RegionId, RuntimeObserver> regions = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeView runtime;

  public RunRouter(RunWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public Set<Hook> hooks() {
    Set<Hook> hooks = EnumSet.of(
        Hook.RUNTIME, Hook.RUN, Hook.REGION_OPENED, Hook.REGION_CLOSED, Hook.OPERATION, Hook.WAIT);
    hooks.addAll(watcher.hooks());
    return hooks;
  }

  @Override
  public List<String> notes() {
    return watcher.notes();
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    runtime = view;
  }

  @Override
  public void onRunStarted(long run) {
    RuntimeObserver one = watcher.begin(run, runtime);
    if (one != null) {
      runs.put(run, one);
    }
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    RuntimeObserver one = runs.remove(run);
    if (one != null) {
      watcher.ended(run, one, outcome);
    }
    watcher.unlocked(runtime);
  }

  private @Nullable RuntimeObserver of(long run) {
    return runs.isEmpty() ? null : runs.get(run);
  }

  private @Nullable RuntimeObserver of(RegionId region) {
    return regions.isEmpty() ? null : regions.get(region);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      regions.put(region.id(), one);
      one.onRegionOpened(region);
    }
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onRegionState(region, from, to);
    }
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onRegionCancelled(region, reason);
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onRegionClosed(region, outcome);
      regions.remove(region.id());
    }
  }

  @Override
  public void onSpawn(TaskInfo task) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onSpawn(task);
    }
  }

  @Override
  public void onStart(TaskInfo task) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onStart(task);
    }
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onTaskState(task, from, to);
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onCancelRequested(task, reason);
    }
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onCancelAcknowledged(task, reason);
    }
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onBudgetExhausted(task, kind);
    }
  }

  @Override
  public void onMask(TaskInfo task, int depth) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onMask(task, depth);
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onEnd(task, outcome);
    }
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onFinalizerRegistered(region, finalizer);
    }
  }

  @Override
  public void onFinalizerStarted(RegionInfo region, long finalizer) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onFinalizerStarted(region, finalizer);
    }
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onFinalizerEnded(region, finalizer, outcome);
    }
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    RuntimeObserver one = of(obligation.region());
    if (one != null) {
      one.onObligationReserved(obligation);
    }
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    RuntimeObserver one = of(obligation.region());
    if (one != null) {
      one.onObligationTransferred(obligation, from);
    }
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    RuntimeObserver one = of(obligation.region());
    if (one != null) {
      one.onObligationResolved(obligation, state);
    }
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onOperation(task, kind, resource);
    }
    watcher.unlocked(runtime);
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onBlocked(task, kind, resource);
    }
    watcher.unlocked(runtime);
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onResumed(task, kind, resource);
    }
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    RuntimeObserver one = of(task.run());
    if (one != null) {
      one.onTrace(task, message);
    }
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    RuntimeObserver one = of(region.run());
    if (one != null) {
      one.onStuck(region, report);
    }
  }
}
