package dev.asupersync.kernel;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.Tier;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Those who watch, sorted by hook once. A hook that nobody wants costs the look at one bit. */
@SuppressWarnings({
  "EnumOrdinal", // an array lookup on the hot path, within one version
  "ReferenceEquality" // it is that observer that goes, not an equal one
})
final class Observers {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");
  private static final int HOOKS = Hook.values().length;

  private static final RuntimeObserver[] NOBODY = new RuntimeObserver[0];

  /** An observer, and a bit for each hook that it wants. */
  private record Wish(RuntimeObserver observer, int hooks) {}

  private volatile List<Wish> wishes;
  private volatile RuntimeObserver[][] byHook = new RuntimeObserver[0][];

  /** A bit for each hook that somebody wants. */
  private volatile int wanted;

  Observers(List<RuntimeObserver> observers) {
    wishes = new ArrayList<>(observers.size());
    for (RuntimeObserver observer : observers) {
      int bits = 0;
      for (Hook hook : observer.hooks()) {
        bits |= 1 << hook.ordinal();
      }
      wishes.add(new Wish(observer, bits));
    }
    sort();
  }

  /** With plain loops: a lab opens a runtime for each schedule that it tries. */
  private void sort() {
    int bits = 0;
    for (Wish wish : wishes) {
      bits |= wish.hooks;
    }
    RuntimeObserver[][] sorted = new RuntimeObserver[HOOKS][];
    for (int hook = 0; hook < HOOKS; hook++) {
      sorted[hook] = (bits & 1 << hook) == 0 ? NOBODY : wanting(1 << hook);
    }
    byHook = sorted;
    wanted = bits;
  }

  private RuntimeObserver[] wanting(int hook) {
    int count = 0;
    for (Wish wish : wishes) {
      count += (wish.hooks & hook) == 0 ? 0 : 1;
    }
    RuntimeObserver[] all = new RuntimeObserver[count];
    for (Wish wish : wishes) {
      if ((wish.hooks & hook) != 0) {
        all[all.length - count--] = wish.observer;
      }
    }
    return all;
  }

  boolean want(Hook hook) {
    return (wanted & 1 << hook.ordinal()) != 0;
  }

  void tell(Hook hook, Consumer<RuntimeObserver> event) {
    for (RuntimeObserver observer : byHook[hook.ordinal()]) {
      try {
        event.accept(observer);
      } catch (Throwable broken) {
        remove(observer, hook, broken);
      }
    }
  }

  // What happens in the life of every task has a loop of its own: a lambda would be made anew for each call.

  void spawn(TaskInfo task) {
    for (RuntimeObserver observer : byHook[Hook.SPAWN.ordinal()]) {
      try {
        observer.onSpawn(task);
      } catch (Throwable broken) {
        remove(observer, Hook.SPAWN, broken);
      }
    }
  }

  void start(TaskInfo task) {
    for (RuntimeObserver observer : byHook[Hook.START.ordinal()]) {
      try {
        observer.onStart(task);
      } catch (Throwable broken) {
        remove(observer, Hook.START, broken);
      }
    }
  }

  void taskState(TaskInfo task, TaskState from, TaskState to) {
    for (RuntimeObserver observer : byHook[Hook.TASK_STATE.ordinal()]) {
      try {
        observer.onTaskState(task, from, to);
      } catch (Throwable broken) {
        remove(observer, Hook.TASK_STATE, broken);
      }
    }
  }

  void end(TaskInfo task, Outcome<?, ?> outcome) {
    for (RuntimeObserver observer : byHook[Hook.END.ordinal()]) {
      try {
        observer.onEnd(task, outcome);
      } catch (Throwable broken) {
        remove(observer, Hook.END, broken);
      }
    }
  }

  void tallySpawn(Tier tier) {
    for (RuntimeObserver observer : byHook[Hook.TALLY.ordinal()]) {
      try {
        observer.onTallySpawn(tier);
      } catch (Throwable broken) {
        remove(observer, Hook.TALLY, broken);
      }
    }
  }

  void tallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {
    for (RuntimeObserver observer : byHook[Hook.TALLY.ordinal()]) {
      try {
        observer.onTallyEnd(region, task, name, tier, spawnedNanos, outcome);
      } catch (Throwable broken) {
        remove(observer, Hook.TALLY, broken);
      }
    }
  }

  void tallyObligation(ObligationKind kind, ObligationState state) {
    for (RuntimeObserver observer : byHook[Hook.TALLY.ordinal()]) {
      try {
        observer.onTallyObligation(kind, state);
      } catch (Throwable broken) {
        remove(observer, Hook.TALLY, broken);
      }
    }
  }

  void joined(TaskId task) {
    for (RuntimeObserver observer : byHook[Hook.JOINED.ordinal()]) {
      try {
        observer.onJoined(task);
      } catch (Throwable broken) {
        remove(observer, Hook.JOINED, broken);
      }
    }
  }

  /** What they have to say in a dump. */
  List<String> notes() {
    List<String> all = new ArrayList<>();
    for (Wish wish : wishes) {
      all.addAll(wish.observer.notes());
    }
    return all;
  }

  private synchronized void remove(RuntimeObserver observer, Hook hook, Throwable broken) {
    List<Wish> rest = new ArrayList<>(wishes);
    if (!rest.removeIf(wish -> wish.observer == observer)) {
      return;
    }
    wishes = rest;
    sort();
    LOG.log(
        Level.ERROR,
        ErrorCode.OBSERVER_REMOVED.format(
            "Observer " + observer.getClass().getName() + " threw in its hook " + hook
                + " and was removed; programs go on without it. An observer must not throw."),
        broken);
  }
}
