package dev.asupersync.obligation;

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

  /** Takes the promise back. */
  void abort();

  /** Takes the promise back if it is still open; does nothing after a resolution. */
  @Override
  void close();
}
