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
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Those who watch. A hook that nobody wants costs the look at one bit. */
@SuppressWarnings({
  "EnumOrdinal", // a shift on the hot path, within one version
  "ReferenceEquality" // it is that observer that goes, not an equal one
})
final class Observers {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");

  /** An observer, and a bit for each hook that it wants. */
  private record Wish(RuntimeObserver observer, int hooks) {

    boolean has(Hook hook) {
      return (hooks & 1 << hook.ordinal()) != 0;
    }
  }

  private volatile Wish[] wishes;

  /** A bit for each hook that somebody wants. */
  private volatile int wanted;

  Observers(List<RuntimeObserver> observers) {
    Wish[] all = new Wish[observers.size()];
    for (int i = 0; i < all.length; i++) {
      int bits = 0;
      for (Hook hook : observers.get(i).hooks()) {
        bits |= 1 << hook.ordinal();
      }
      all[i] = new Wish(observers.get(i), bits);
    }
    wishes = all;
    wanted = allOf(all);
  }

  private static int allOf(Wish[] wishes) {
    int bits = 0;
    for (Wish wish : wishes) {
      bits |= wish.hooks;
    }
    return bits;
  }

  boolean want(Hook hook) {
    return (wanted & 1 << hook.ordinal()) != 0;
  }

  void tell(Hook hook, Consumer<RuntimeObserver> event) {
    for (Wish wish : wishes) {
      if (wish.has(hook)) {
        try {
          event.accept(wish.observer);
        } catch (Throwable broken) {
          remove(wish.observer, hook, broken);
        }
      }
    }
  }

  // What happens in the life of every task has a loop of its own: a lambda would be made anew for each call.

  void spawn(TaskInfo task) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.SPAWN)) {
        try {
          wish.observer.onSpawn(task);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.SPAWN, broken);
        }
      }
    }
  }

  void start(TaskInfo task) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.START)) {
        try {
          wish.observer.onStart(task);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.START, broken);
        }
      }
    }
  }

  void taskState(TaskInfo task, TaskState from, TaskState to) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.TASK_STATE)) {
        try {
          wish.observer.onTaskState(task, from, to);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.TASK_STATE, broken);
        }
      }
    }
  }

  void end(TaskInfo task, Outcome<?, ?> outcome) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.END)) {
        try {
          wish.observer.onEnd(task, outcome);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.END, broken);
        }
      }
    }
  }

  void tallySpawn(Tier tier) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.TALLY)) {
        try {
          wish.observer.onTallySpawn(tier);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.TALLY, broken);
        }
      }
    }
  }

  void tallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.TALLY)) {
        try {
          wish.observer.onTallyEnd(region, task, name, tier, spawnedNanos, outcome);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.TALLY, broken);
        }
      }
    }
  }

  void tallyObligation(ObligationKind kind, ObligationState state) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.TALLY)) {
        try {
          wish.observer.onTallyObligation(kind, state);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.TALLY, broken);
        }
      }
    }
  }

  void joined(TaskId task) {
    for (Wish wish : wishes) {
      if (wish.has(Hook.JOINED)) {
        try {
          wish.observer.onJoined(task);
        } catch (Throwable broken) {
          remove(wish.observer, Hook.JOINED, broken);
        }
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
    Wish[] rest = Arrays.stream(wishes).filter(wish -> wish.observer != observer).toArray(Wish[]::new);
    if (rest.length == wishes.length) {
      return;
    }
    wishes = rest;
    wanted = allOf(rest);
    LOG.log(
        Level.ERROR,
        ErrorCode.OBSERVER_REMOVED.format(
            "Observer " + observer.getClass().getName() + " threw in its hook " + hook
                + " and was removed; programs go on without it. An observer must not throw."),
        broken);
  }
}
