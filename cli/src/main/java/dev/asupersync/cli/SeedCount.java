package dev.asupersync.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --seeds} of the tables of the lab. */
final class SeedCount {

  private static final int MOST = 1_000_000;

  @Option(names = "--seeds", paramLabel = "N", converter = Few.class,
      description = "How many seeds each program, or each point of it, is tried with at most; ${DEFAULT-VALUE}.")
  private int seeds = 20;

  int value() {
    return seeds;
  }

  /** A count that a table can be made of. */
  static final class Few implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      long count = new Count().convert(text);
      if (count > MOST) {
        throw new TypeConversionException("\"" + text + "\" is more than " + MOST + ", which would never end.");
      }
      return (int) count;
    }
  }
}
