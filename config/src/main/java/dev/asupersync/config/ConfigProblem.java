package dev.asupersync.config;

import dev.asupersync.error.ErrorCode;

/**
 * One thing that is wrong with a configuration.
 *
 * @param code what kind of problem
 * @param where where it was written; {@link Place#NOWHERE} where it was not
 * @param path the full key, or the empty string where it is about no key
 * @param text what is wrong and what would be right
 */
public record ConfigProblem(ErrorCode code, Place where, String path, String text) {

  /** {@code CX-1008 conf/lab.conf:3: asupersync.lab.seed = "x" is not a whole number. ...}. */
  @Override
  public String toString() {
    return code.code() + " " + sentence();
  }

  /** The same without the code. */
  String sentence() {
    return where.isKnown() ? where + ": " + text : text;
  }
}
