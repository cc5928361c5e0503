package dev.asupersync.kernel;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Those who watch, sorted by hook once. A hook that nobody wants costs the look at one bit. */
@SuppressWarnings({
  "EnumOrdinal", // an array lookup on the hot path, within one version
  "ReferenceEquality" // it is that observer that goes, not an equal one
})
final class Observers {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");
  private static final int HOOKS = Hook.values().length;

  private record Wish(RuntimeObserver observer, Set<Hook> hooks) {}

  private List<Wish> wishes = new ArrayList<>();
  private volatile RuntimeObserver[][] byHook = new RuntimeObserver[HOOKS][0];

  /** A bit for each hook that somebody wants. */
  private volatile int wanted;

  Observers(List<RuntimeObserver> observers) {
    for (RuntimeObserver observer : observers) {
      wishes.add(new Wish(observer, Set.copyOf(observer.hooks())));
    }
    sort();
  }

  private void sort() {
    RuntimeObserver[][] sorted = new RuntimeObserver[HOOKS][];
    for (Hook hook : Hook.values()) {
      sorted[hook.ordinal()] =
          wishes.stream()
              .filter(wish -> wish.hooks.contains(hook))
              .map(Wish::observer)
              .toArray(RuntimeObserver[]::new);
    }
    int bits = 0;
    for (int hook = 0; hook < HOOKS; hook++) {
      bits |= sorted[hook].length == 0 ? 0 : 1 << hook;
    }
    byHook = sorted;
    wanted = bits;
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
