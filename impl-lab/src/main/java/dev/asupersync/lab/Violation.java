package dev.asupersync.lab;

import dev.asupersync.error.ErrorCode;

/** A rule of the lab that a run broke, with what a person needs to act on it. */
public record Violation(ErrorCode code, String text) {

  /** The message of an exception has the code in it already; here it is said once. */
  public Violation {
    String empty = code.format("");
    String before = code.code() + " ";
    String behind = empty.substring(before.length());
    if (text.startsWith(before) && text.endsWith(behind)) {
      text = text.substring(before.length(), text.length() - behind.length());
    }
  }

  @Override
  public String toString() {
    return code.code() + " " + text;
  }
}
