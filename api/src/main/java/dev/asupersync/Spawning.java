package dev.asupersync;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Cx} that opens regions. Needs {@link Capability#SPAWN} (CX-2006).
 *
 * <p>A region returns only when it is closed: every task in it has ended, every region in it is closed, every
 * obligation is resolved, and the finalizers have run. What it returns, by rank: {@code Panicked} when the
 * body, a task or a finalizer panicked (the first; the others are suppressed in it); {@code Cancelled} when
 * the region was cancelled; {@code Err} when a task failed and the policy is fail-fast; else the body's
 * outcome.
 *
 * <p>Cancellation: a cancel point before anything is opened; afterwards cancellation reaches the body and the
 * tasks, and the call still waits for them. Errors: CX-2003 when the region around it no longer admits
 * children, CX-2004 when a limit is reached. Rules: D2, D11 to D13, 1.18.
 */
public interface Spawning {

  /** Opens a region in which nothing is declared: every throw is a panic. */
  <T extends @Nullable Object> Outcome<T, RuntimeException> region(RegionBody<T, RuntimeException> body);

  <T extends @Nullable Object> Outcome<T, RuntimeException> region(
      RegionOptions options, RegionBody<T, RuntimeException> body);

  /** Opens a region whose body and tasks may throw {@code errorType}, which then is {@code Err}. */
  <T extends @Nullable Object, E extends Exception> Outcome<T, E> region(
      Class<E> errorType, RegionBody<T, E> body);

  <T extends @Nullable Object, E extends Exception> Outcome<T, E> region(
      Class<E> errorType, RegionOptions options, RegionBody<T, E> body);
}
