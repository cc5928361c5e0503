package dev.asupersync.lab;

import dev.asupersync.error.ErrorCode;

/** A rule of the lab that a run broke, with what a person needs to act on it. */
public record Violation(ErrorCode code, String text) {

  @Override
  public String toString() {
    return code.code() + " " + text;
  }
}
