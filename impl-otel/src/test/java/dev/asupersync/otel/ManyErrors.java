package dev.asupersync.otel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;

/** Classes of exceptions with a name each, as many as are needed. */
final class ManyErrors {

  static class Template extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private ManyErrors() {}

  static List<Class<?>> make(int count) {
    return IntStream.range(0, count).<Class<?>>mapToObj(_ -> one()).toList();
  }

  private static Class<?> one() {
    try (InputStream bytes = ManyErrors.class.getResourceAsStream("ManyErrors$Template.class")) {
      return MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), true).lookupClass();
    } catch (IOException | IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Throws one of that class, declared or not. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> void raise(Class<?> type) throws E {
    Throwable made;
    try {
      made = (Throwable) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    throw (E) made;
  }
}
