package dev.asupersync;

import java.util.Optional;

/**
 * How bad an outcome is: {@code OK < ERR < CANCELLED < PANICKED}. Compare severities, never ordinals of
 * anything else.
 *
 * <p>Rule: 1.1.
 */
public enum Severity {
  OK(0),
  ERR(1),
  CANCELLED(2),
  PANICKED(3);

  private final int code;

  Severity(int code) {
    this.code = code;
  }

  /** The stable number of this severity, as it stands in traces and exports: 0 to 3. */
  public int code() {
    return code;
  }

  /** The severity with that number, or nothing: only 0 to 3 are defined. */
  public static Optional<Severity> fromCode(int code) {
    return switch (code) {
      case 0 -> Optional.of(OK);
      case 1 -> Optional.of(ERR);
      case 2 -> Optional.of(CANCELLED);
      case 3 -> Optional.of(PANICKED);
      default -> Optional.empty();
    };
  }

  /** The worse of the two. */
  public Severity max(Severity other) {
    return code >= other.code ? this : other;
  }
}
