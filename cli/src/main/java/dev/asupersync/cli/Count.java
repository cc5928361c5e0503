package dev.asupersync.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many of something: at least one. */
final class Count implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      long count = Long.parseLong(text.strip());
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException wrong) {
      assert wrong != null;
    }
    throw new TypeConversionException(
        "\"" + text + "\" is not a whole number from 1 to " + Long.MAX_VALUE + ".");
  }
}
