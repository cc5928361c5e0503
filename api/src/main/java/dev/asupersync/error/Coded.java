package dev.asupersync.error;

/** Something thrown that has an {@link ErrorCode}. */
public interface Coded {

  ErrorCode code();
}
