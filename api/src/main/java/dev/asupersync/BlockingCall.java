package dev.asupersync;

import org.jspecify.annotations.Nullable;

/** A call that blocks outside the runtime. Its {@code InterruptedException} never reaches the caller. */
@FunctionalInterface
public interface BlockingCall<T extends @Nullable Object, X extends Exception> {

  T call() throws X, InterruptedException;
}
