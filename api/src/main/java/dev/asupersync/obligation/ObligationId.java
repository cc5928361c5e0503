package dev.asupersync.obligation;

/** The number of an obligation, unique in its runtime and never used again. */
public record ObligationId(long value) {

  @Override
  public String toString() {
    return "O" + value;
  }
}
