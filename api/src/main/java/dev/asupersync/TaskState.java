package dev.asupersync;

/**
 * Where a task stands. The table of legal steps is here and nowhere else.
 *
 * <p>Rules: 4.1 to 4.4.
 */
public enum TaskState {
  /** Admitted, not yet run. */
  CREATED,
  /** Its body runs or waits. */
  RUNNING,
  /** Asked to stop; its body has not yet been told. */
  CANCEL_REQUESTED,
  /** Its body has been told at a cancel point and cleans up. */
  CANCELLING,
  /** Its body has ended; what it held is being resolved. */
  FINALIZING,
  /** It has an outcome. */
  COMPLETED;

  /** Whether the step from this state to {@code next} is legal. */
  public boolean allows(TaskState next) {
    return switch (this) {
      case CREATED -> next == RUNNING || next == CANCEL_REQUESTED || next == COMPLETED;
      case RUNNING -> next == CANCEL_REQUESTED || next == COMPLETED;
      case CANCEL_REQUESTED -> next == CANCEL_REQUESTED || next == CANCELLING || next == COMPLETED;
      case CANCELLING -> next == CANCELLING || next == FINALIZING || next == COMPLETED;
      case FINALIZING -> next == FINALIZING || next == COMPLETED;
      case COMPLETED -> false;
    };
  }

  /** Whether a cancel request has been made and the task has not ended. */
  public boolean isCancelling() {
    return this == CANCEL_REQUESTED || this == CANCELLING || this == FINALIZING;
  }
}
