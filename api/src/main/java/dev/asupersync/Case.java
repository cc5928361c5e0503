package dev.asupersync;

import org.jspecify.annotations.Nullable;

/**
 * One of several things that a task waits for at once, and what to do when it comes: made by a receiver, a sender,
 * a handle or a clock, and given to {@link Select#first}. A case is used once, by the task that selects.
 *
 * <p>Not for implementation by applications; methods may be added.
 *
 * @param <R> what the task gets when this one comes first
 */
public interface Case<R extends @Nullable Object> {}
