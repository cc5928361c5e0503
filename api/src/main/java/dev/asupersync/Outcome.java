package dev.asupersync;

import dev.asupersync.error.CancelledError;
import dev.asupersync.error.PanicError;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How something ended: one of four, made for {@code switch}. There is no pending outcome.
 *
 * <p>Rules: 1.1 to 1.9.
 *
 * @param <T> the value of success
 * @param <E> the error that the region declared; {@code RuntimeException} where none was
 */
public sealed interface Outcome<T extends @Nullable Object, E extends Exception> {

  /** It returned this value. */
  record Ok<T extends @Nullable Object, E extends Exception>(T value) implements Outcome<T, E> {}

  /** It threw an error that its region declared. */
  record Err<T extends @Nullable Object, E extends Exception>(E error) implements Outcome<T, E> {}

  /** It was cancelled, for this reason. */
  record Cancelled<T extends @Nullable Object, E extends Exception>(CancelReason reason)
      implements Outcome<T, E> {}

  /** It threw something that its region did not declare. Further panics are attached as suppressed. */
  record Panicked<T extends @Nullable Object, E extends Exception>(Throwable cause) implements Outcome<T, E> {

    /** The message that can cross a process boundary: class and text, without the stack. */
    public String message() {
      return "panic: " + cause;
    }
  }

  /** The place of this outcome in {@code OK < ERR < CANCELLED < PANICKED}. */
  default Severity severity() {
    return switch (this) {
      case Ok<T, E> _ -> Severity.OK;
      case Err<T, E> _ -> Severity.ERR;
      case Cancelled<T, E> _ -> Severity.CANCELLED;
      case Panicked<T, E> _ -> Severity.PANICKED;
    };
  }

  /** Whether this is {@link Ok}. */
  default boolean isOk() {
    return this instanceof Ok;
  }

  /**
   * The value, or what stands in its way: the declared error itself, {@link CancelledError} with the reason,
   * or {@link PanicError} around the cause. What {@code ?} is in other languages.
   */
  default T orThrow() throws E {
    return switch (this) {
      case Ok<T, E>(T value) -> value;
      case Err<T, E>(E error) -> throw error;
      case Cancelled<T, E>(CancelReason reason) -> throw new CancelledError(reason);
      case Panicked<T, E>(Throwable cause) -> throw new PanicError(cause);
    };
  }

  /** The value, or {@code fallback} for everything that is not {@link Ok}. */
  default T orElse(T fallback) {
    return this instanceof Ok<T, E>(T value) ? value : fallback;
  }

  /** The value, or what {@code fallback} gives, which is asked only when this is not {@link Ok}. */
  default T orElseGet(Supplier<? extends T> fallback) {
    return this instanceof Ok<T, E>(T value) ? value : fallback.get();
  }

  /** The declared error, if that is how it ended. */
  default Optional<E> declaredError() {
    return this instanceof Err<T, E>(E error) ? Optional.of(error) : Optional.empty();
  }

  /** The reason, if it was cancelled. */
  default Optional<CancelReason> cancelReason() {
    return this instanceof Cancelled<T, E>(CancelReason reason) ? Optional.of(reason) : Optional.empty();
  }

  /** Changes the value of an {@link Ok}; the other three pass through. */
  default <U extends @Nullable Object> Outcome<U, E> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Ok<T, E>(T value) -> new Ok<>(change.apply(value));
      case Err<T, E>(E error) -> new Err<>(error);
      case Cancelled<T, E>(CancelReason reason) -> new Cancelled<>(reason);
      case Panicked<T, E>(Throwable cause) -> new Panicked<>(cause);
    };
  }

  /** Changes the error of an {@link Err}; the other three pass through. */
  default <F extends Exception> Outcome<T, F> mapErr(Function<? super E, ? extends F> change) {
    return switch (this) {
      case Ok<T, E>(T value) -> new Ok<>(value);
      case Err<T, E>(E error) -> new Err<>(change.apply(error));
      case Cancelled<T, E>(CancelReason reason) -> new Cancelled<>(reason);
      case Panicked<T, E>(Throwable cause) -> new Panicked<>(cause);
    };
  }

  /** Goes on with the value of an {@link Ok}; the other three pass through and {@code next} is not called. */
  default <U extends @Nullable Object> Outcome<U, E> andThen(Function<? super T, Outcome<U, E>> next) {
    return switch (this) {
      case Ok<T, E>(T value) -> next.apply(value);
      case Err<T, E>(E error) -> new Err<>(error);
      case Cancelled<T, E>(CancelReason reason) -> new Cancelled<>(reason);
      case Panicked<T, E>(Throwable cause) -> new Panicked<>(cause);
    };
  }

  /**
   * The worse of the two; of two equally bad ones the left. Of two cancellations the left one, strengthened
   * by the right one when that is strictly more severe. Associative; commutative in severity, not in values.
   *
   * <p>Rules: 1.4 to 1.6.
   */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> join(
      Outcome<T, E> left, Outcome<T, E> right) {
    if (left instanceof Cancelled<T, E>(CancelReason a) && right instanceof Cancelled<T, E>(CancelReason b)) {
      return b.severity() > a.severity() ? new Cancelled<>(a.strengthen(b)) : left;
    }
    return right.severity().code() > left.severity().code() ? right : left;
  }
}
