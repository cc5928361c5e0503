package dev.asupersync.lab.selftest;

import dev.asupersync.spi.observe.RuntimeObserver;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a runtime and an observer and changes one event: the first of a hook that fits. All others pass
 * through as they are.
 */
final class Tampering implements InvocationHandler {

  /** What is done with the event. */
  private enum Deed {
    DROP,
    TWICE,
    CHANGE,
    LATE
  }

  private final String hook;
  private final Predicate<Object[]> fits;
  private final Deed deed;
  private final UnaryOperator<Object[]> change;
  private final String until;
  private final Predicate<Object[]> untilFits;
  private @Nullable RuntimeObserver target;
  private boolean done;
  private Object @Nullable [] held;
  private @Nullable Method heldMethod;

  private Tampering(String hook, Predicate<Object[]> fits, Deed deed, UnaryOperator<Object[]> change, String until,
      Predicate<Object[]> untilFits) {
    this.hook = hook;
    this.fits = fits;
    this.deed = deed;
    this.change = change;
    this.until = until;
    this.untilFits = untilFits;
  }

  /** The event is lost. */
  static Tampering drop(String hook, Predicate<Object[]> fits) {
    return new Tampering(hook, fits, Deed.DROP, all -> all, "", _ -> false);
  }

  /** The event is told again at once. */
  static Tampering twice(String hook, Predicate<Object[]> fits) {
    return new Tampering(hook, fits, Deed.TWICE, all -> all, "", _ -> false);
  }

  /** The event is told with other arguments. */
  static Tampering change(String hook, Predicate<Object[]> fits, UnaryOperator<Object[]> change) {
    return new Tampering(hook, fits, Deed.CHANGE, change, "", _ -> false);
  }

  /** The event is told only after another one. */
  static Tampering late(String hook, Predicate<Object[]> fits, String until, Predicate<Object[]> untilFits) {
    return new Tampering(hook, fits, Deed.LATE, all -> all, until, untilFits);
  }

  /** Whether the event came at all. */
  boolean isDone() {
    return done && held == null;
  }

  RuntimeObserver before(RuntimeObserver observer) {
    target = observer;
    return (RuntimeObserver) Proxy.newProxyInstance(
        Tampering.class.getClassLoader(), new Class<?>[] {RuntimeObserver.class}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
    Object[] arguments = given == null ? new Object[0] : given;
    if (!method.getName().startsWith("on")) {
      return call(method, arguments);
    }
    for (Object[] told : deeds(method, arguments)) {
      call(method, told);
    }
    Object[] waiting = held;
    Method late = heldMethod;
    if (waiting != null && late != null && method.getName().equals(until) && untilFits.test(arguments)) {
      held = null;
      call(late, waiting);
    }
    return null;
  }

  private List<Object[]> deeds(Method method, Object[] arguments) {
    List<Object[]> told = new ArrayList<>(List.<Object[]>of(arguments));
    if (done || !method.getName().equals(hook) || !fits.test(arguments)) {
      return told;
    }
    done = true;
    switch (deed) {
      case DROP -> told.clear();
      case TWICE -> told.add(arguments);
      case CHANGE -> told.set(0, change.apply(Arrays.copyOf(arguments, arguments.length)));
      case LATE -> {
        told.clear();
        held = arguments;
        heldMethod = method;
      }
    }
    return told;
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
