package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionBody;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import org.jspecify.annotations.Nullable;

/**
 * The region that a combinator works in. What its body has settled is kept, although the region may be
 * cancelled before it is closed: a result that exists is not thrown away because somebody lost interest.
 */
final class Enclosure {

  private Enclosure() {}

  /** What the body returned if it did, however the region ended; else how the region ended. */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> settle(
      Cx cx, @Nullable Class<E> errorType, RegionOptions options, RegionBody<T, E> body) {
    Slot<T, E> slot = new Slot<>();
    Outcome<T, E> closed = open(cx, errorType, options, scope -> slot.keep(body.run(scope)));
    return slot.orElse(closed);
  }

  /**
   * Runs a program as the body of a region. A value or a declared error that it produced is its outcome even
   * if the region was cancelled meanwhile; a panic of the region is always told.
   */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> body(
      Cx cx, @Nullable Class<E> errorType, RegionOptions options, RegionBody<T, E> body) {
    Slot<T, E> slot = new Slot<>();
    Outcome<T, E> closed =
        open(cx, errorType, options, scope -> {
          try {
            return slot.keep(body.run(scope));
          } catch (Exception thrown) {
            slot.keepIfDeclared(errorType, thrown);
            throw thrown;
          }
        });
    return closed instanceof Outcome.Panicked ? closed : slot.orElse(closed);
  }

  /** One program, alone in a region. */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Cx cx, @Nullable Class<E> errorType, RegionOptions options, Task<T, ? extends E> body) {
    return body(cx, errorType, options, scope -> body.run(scope.cx()));
  }

  @SuppressWarnings("unchecked") // without a class nothing is declared, and no outcome is ever Err
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> open(
      Cx cx, @Nullable Class<E> errorType, RegionOptions options, RegionBody<T, E> body) {
    return errorType != null
        ? cx.region(errorType, options, body)
        : (Outcome<T, E>) cx.region(options, (RegionBody<T, RuntimeException>) body);
  }

  private static final class Slot<T extends @Nullable Object, E extends Exception> {

    private @Nullable Outcome<T, E> settled;

    T keep(T value) {
      settled = new Outcome.Ok<>(value);
      return value;
    }

    void keepIfDeclared(@Nullable Class<E> errorType, Exception thrown) {
      if (errorType != null && errorType.isInstance(thrown)) {
        settled = new Outcome.Err<>(errorType.cast(thrown));
      }
    }

    Outcome<T, E> orElse(Outcome<T, E> closed) {
      Outcome<T, E> kept = settled;
      return kept != null ? kept : closed;
    }
  }
}
