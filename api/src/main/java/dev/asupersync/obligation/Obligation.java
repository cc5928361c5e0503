package dev.asupersync.obligation;

import dev.asupersync.TaskHandle;

/**
 * A promise that is kept or taken back exactly once, by the task that made it.
 *
 * <p>{@link #close()} without a resolution takes it back, so try-with-resources is always right. A task that
 * ends Ok, Err or Panicked with one unresolved has leaked it (CX-3001); one that ends Cancelled takes it back
 * quietly. Errors: CX-3002 for a second resolution, CX-3003 for another task's. Rules: 6.1 to 6.11, D19.
 */
public interface Obligation extends AutoCloseable {

  ObligationId id();

  ObligationKind kind();

  ObligationState state();

  /**
   * Makes it the other task's, at once: from now on only that one may resolve it, and must. It goes to a task of the
   * same region or of one around it, never into a region that may close earlier. {@link #close} by the one who has
   * handed it over does nothing, so the block in which it was reserved may end.
   *
   * <p>Errors: CX-3005 for any other task and for one that has ended; then nothing has changed. CX-3002 and CX-3003
   * as for a resolution. Rule: 6.18.
   */
  void transfer(TaskHandle<?, ?> to);

  /** Takes the promise back. */
  void abort();

  /** Takes the promise back if it is still open; does nothing after a resolution. */
  @Override
  void close();
}
