package dev.asupersync;

import org.jspecify.annotations.Nullable;

/** A body with a result. */
@FunctionalInterface
public interface Task<T extends @Nullable Object, E extends Exception> {

  T run(Cx cx) throws E;
}
