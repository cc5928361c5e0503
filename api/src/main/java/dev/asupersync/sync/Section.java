package dev.asupersync.sync;

import org.jspecify.annotations.Nullable;

/** What is done while a lock is held, with a result. It may throw {@code X}. */
@FunctionalInterface
public interface Section<T extends @Nullable Object, X extends Exception> {

  T run() throws X;
}
