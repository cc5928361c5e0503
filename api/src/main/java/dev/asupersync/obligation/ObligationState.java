package dev.asupersync.obligation;

/** Where an obligation stands; the last three are final. Rules: 6.2, 6.3. */
public enum ObligationState {
  RESERVED,
  COMMITTED,
  ABORTED,
  LEAKED;

  /** Whether it is resolved. */
  public boolean isFinal() {
    return this != RESERVED;
  }

  /** Whether the step from this state to {@code next} is legal: only out of RESERVED, once. */
  public boolean allows(ObligationState next) {
    return this == RESERVED && next != RESERVED;
  }
}
