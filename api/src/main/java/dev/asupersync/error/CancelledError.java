package dev.asupersync.error;

import dev.asupersync.CancelReason;

/**
 * The task was asked to stop. An {@code Error}, so that {@code catch (Exception e)} does not swallow it; one
 * that is swallowed all the same is thrown again at the next cancel point. It has no stack trace.
 *
 * <p>Rule: D4 in docs/spec-map.md.
 */
public final class CancelledError extends Error {

  private static final long serialVersionUID = 1L;

  private final transient CancelReason reason;

  public CancelledError(CancelReason reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  public CancelReason reason() {
    return reason;
  }
}
