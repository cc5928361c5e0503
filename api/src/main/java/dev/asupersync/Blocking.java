package dev.asupersync;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Cx} that calls code which blocks outside the runtime. Needs {@link Capability#IO}
 * (CX-2006).
 */
public interface Blocking {

  /** {@link #blocking(BlockingOptions, BlockingCall)} with {@link BlockingOptions#DEFAULT}. */
  <T extends @Nullable Object, X extends Exception> T blocking(BlockingCall<T, X> call) throws X;

  /**
   * Runs a call of another library on the strand of this task and gives back what it returned.
   *
   * <p>Cancellation: a cancel point before the call. Cancelled during it, the call first gets time to return
   * by itself, then its thread is interrupted, once. An interrupt that comes of a cancellation leaves as
   * {@code CancelledError}; a value that comes after the request is returned.
   * Rule: D17 in docs/spec-map.md.
   */
  <T extends @Nullable Object, X extends Exception> T blocking(
      BlockingOptions options, BlockingCall<T, X> call) throws X;
}
