package dev.asupersync.kernel;

import dev.asupersync.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a region, first things first. Guarded by the region's lock.
 *
 * <p>Rule: D13.
 */
final class Failures {

  private @Nullable Throwable panic;
  private @Nullable Exception error;

  void add(Outcome<?, ?> record) {
    switch (record) {
      case Outcome.Panicked<?, ?>(Throwable cause) -> addPanic(cause);
      case Outcome.Err<?, ?>(Exception thrown) -> error = error == null ? thrown : error;
      case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> {}
    }
  }

  @SuppressWarnings("ReferenceEquality") // nothing may be suppressed in itself
  private void addPanic(Throwable cause) {
    Throwable first = panic;
    if (first == null) {
      panic = cause;
    } else if (first != cause) {
      first.addSuppressed(cause);
    }
  }

  @Nullable Throwable panic() {
    return panic;
  }

  @Nullable Exception error() {
    return error;
  }
}
