package dev.asupersync.lab.fault;

import java.util.Locale;

/** When a strand is asked whether something is injected. */
public enum Moment {
  /** It has come to an operation, and has not begun with it. */
  OPERATION,
  /** It is about to wait within one. */
  WAIT,
  /** An alarm is set. */
  ALARM,
  /** A store that the test gives is used. */
  IO;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
