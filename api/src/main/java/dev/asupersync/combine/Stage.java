package dev.asupersync.combine;

import dev.asupersync.Cx;
import org.jspecify.annotations.Nullable;

/** A program that makes something of something. */
@FunctionalInterface
public interface Stage<A extends @Nullable Object, B extends @Nullable Object, E extends Exception> {

  B run(Cx cx, A input) throws E;
}
