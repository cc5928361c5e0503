package dev.asupersync.error;

/**
 * Cleanup used more polls or time than its budget has. Thrown by the next operation, masked or not, so that
 * cleanup ends and the region can close.
 *
 * <p>Rule: D16 in docs/spec-map.md.
 */
public final class CleanupBudgetExceededError extends Error implements Coded {

  private static final long serialVersionUID = 1L;

  public CleanupBudgetExceededError(String text) {
    super(ErrorCode.CLEANUP_BUDGET_EXCEEDED.format(text));
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.CLEANUP_BUDGET_EXCEEDED;
  }
}
