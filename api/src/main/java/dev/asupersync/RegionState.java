package dev.asupersync;

/**
 * Where a region stands. The table of legal steps is here and nowhere else; no step leads back.
 *
 * <p>Rules: 4.14 to 4.17.
 */
public enum RegionState {
  /** Admits tasks, child regions and finalizers. */
  OPEN,
  /** Its body has ended or it was cancelled: admits nothing new. */
  CLOSING,
  /** Waits for live tasks and child regions. */
  DRAINING,
  /** Everything in it has ended; its finalizers run, last registered first. */
  FINALIZING,
  /** Quiescent: nothing of it is left. */
  CLOSED;

  /** Whether the step from this state to {@code next} is legal. */
  public boolean allows(RegionState next) {
    return switch (this) {
      case OPEN -> next == CLOSING;
      case CLOSING -> next == DRAINING || next == FINALIZING;
      case DRAINING -> next == FINALIZING;
      case FINALIZING -> next == CLOSED;
      case CLOSED -> false;
    };
  }
}
