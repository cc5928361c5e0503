package dev.asupersync;

import org.jspecify.annotations.Nullable;

/** The body of a region: it runs on the strand of the task that opened it. */
@FunctionalInterface
public interface RegionBody<T extends @Nullable Object, E extends Exception> {

  T run(Scope<E> scope) throws E;
}
