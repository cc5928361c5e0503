package dev.asupersync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.Set;

/** Throwables in words. */
final class Failures {

  private Failures() {}

  /** Class and message, and those of what caused it. */
  static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> seen = new LinkedHashSet<>();
    for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
      text.append(text.isEmpty() ? "" : ", caused by ").append(at);
    }
    return text.toString();
  }

  /** The stack, which whoever wrote the program needs. */
  static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing().indent(2).stripTrailing();
  }
}
