package dev.asupersync.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signals that ask a process to end. The JDK has no other way to hear of them than {@code sun.misc.Signal},
 * which it supports but warns of whenever it is named; so it is not named, but looked up, here and nowhere else.
 */
final class Signals implements AutoCloseable {

  /** What is told of a signal: its name, without SIG, and its number. */
  @FunctionalInterface
  interface Listener {
    void on(String name, int number);
  }

  private static final System.Logger LOG = System.getLogger("dev.asupersync.cli");

  private final Map<Object, Object> before = new LinkedHashMap<>();

  private Signals() {}

  /**
   * Tells of INT, TERM and HUP until it is closed. Those that the JVM keeps for itself (-Xrs) are left alone: they
   * end the process at once.
   */
  static Signals listen(Listener listener) {
    Signals signals = new Signals();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      try {
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        int number = (int) signalType.getMethod("getNumber").invoke(signal);
        Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType},
            new Told(listener, name, number));
        signals.before.put(signal, handle(signal, handler));
      } catch (ReflectiveOperationException keptByTheJvm) {
        LOG.log(System.Logger.Level.DEBUG, "The signal " + name + " is not ours: " + keptByTheJvm);
      }
    }
    return signals;
  }

  /** What the JDK calls; it is also asked for what every object is asked for. */
  private record Told(Listener listener, String name, int number) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && proxy.toString().equals(String.valueOf(arguments[0]));
        case "hashCode" -> hashCode();
        case "toString" -> toString();
        default -> {
          listener.on(name, number);
          yield null;
        }
      };
    }
  }

  /** The handler that was there before. */
  private static Object handle(Object signal, Object handler)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException, ClassNotFoundException {
    return signal.getClass()
        .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  /** Sends one to this process. */
  static void raise(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      type.getMethod("raise", type).invoke(null, type.getConstructor(String.class).newInstance(name));
    } catch (ReflectiveOperationException notOurs) {
      throw new IllegalArgumentException("The signal " + name + " cannot be raised.", notOurs);
    }
  }

  @Override
  public void close() {
    before.forEach((signal, handler) -> {
      try {
        handle(signal, handler);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("The handler of " + signal + " cannot be put back.", impossible);
      }
    });
  }
}
