package dev.asupersync.lab.fault;

import java.io.IOException;
import java.util.Locale;

/** How an operation of a store can fail. */
public enum IoFailure {
  ERROR("Input/output error"),
  FULL("No space left on device"),
  TIMED_OUT("Connection timed out");

  private final String words;

  IoFailure(String words) {
    this.words = words;
  }

  /** What such an operation throws. */
  public IOException thrown(String operation) {
    return new IOException(operation + ": " + words + " (injected)");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
