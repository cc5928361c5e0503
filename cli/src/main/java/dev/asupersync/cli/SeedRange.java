package dev.asupersync.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Seeds from one number to another, both included: {@code 1..100}. */
record SeedRange(long first, long last) {

  static final class Converter implements ITypeConverter<SeedRange> {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");

    @Override
    public SeedRange convert(String text) {
      Matcher parts = FORM.matcher(text.strip());
      if (!parts.matches() || Long.parseLong(parts.group(1)) > Long.parseLong(parts.group(2))) {
        throw new TypeConversionException(
            "\"" + text + "\" is no range of seeds. Write the first and the last: 1..100");
      }
      return new SeedRange(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }
}
