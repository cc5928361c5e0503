package dev.asupersync.config;

import java.util.regex.Pattern;

/** The words of an error that becomes part of another one. */
final class Wording {

  private static final Pattern DRESS = Pattern.compile("^CX-\\d{4} | \\[docs/errors\\.md#cx-\\d{4}]$");

  private Wording() {}

  /** Without the code before it and the link behind it, which the whole has of its own. */
  static String bare(String message) {
    return DRESS.matcher(message).replaceAll("");
  }
}
