package dev.asupersync.kernel;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Those who watch, sorted by hook once. A hook that nobody wants costs one array read. */
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
    byHook = sorted;
  }

  boolean want(Hook hook) {
    return byHook[hook.ordinal()].length > 0;
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
