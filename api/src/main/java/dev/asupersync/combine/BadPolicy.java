package dev.asupersync.combine;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/** Refuses numbers that a combinator cannot work with (CX-3301). */
final class BadPolicy {

  private BadPolicy() {}

  static void require(boolean possible, String otherwise) {
    if (!possible) {
      throw new CxUsageException(ErrorCode.BAD_POLICY, otherwise);
    }
  }
}
