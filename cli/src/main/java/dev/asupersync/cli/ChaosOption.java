package dev.asupersync.cli;

import dev.asupersync.lab.chaos.Chaos;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --chaos}. */
final class ChaosOption {

  @Option(names = "--chaos", paramLabel = "CHAOS", converter = Words.class, defaultValue = "off",
      description = "What is done to the program at random: off, light or heavy, and changes to that, as in"
          + " light,cancel=0,delay=0.5; ${DEFAULT-VALUE}.")
  private Chaos chaos = Chaos.parse("off");

  Chaos value() {
    return chaos;
  }

  /** As {@link Chaos#parse} reads it. */
  static final class Words implements ITypeConverter<Chaos> {

    @Override
    public Chaos convert(String text) {
      try {
        return Chaos.parse(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(String.valueOf(wrong.getMessage()));
      }
    }
  }
}
