package dev.asupersync.combine;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;

/** A guard did not let a call through (CX-3302). Nothing was run. */
public final class RefusedException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(ErrorCode.CALL_REFUSED.format(
        "The call was refused: " + refusal.why() + ". Try again"
            + (refusal.retryAfter().isZero() ? " later." : " after " + refusal.retryAfter() + ".")));
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.CALL_REFUSED;
  }
}
