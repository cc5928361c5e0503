package dev.asupersync.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Some part of a whole. */
final class Part implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    try {
      double part = Double.parseDouble(text.strip());
      if (part > 0 && part <= 1) {
        return part;
      }
    } catch (NumberFormatException wrong) {
      assert wrong != null;
    }
    throw new TypeConversionException("\"" + text + "\" is no part. Give it more than 0 and at most 1, as in 0.001.");
  }
}
