package dev.asupersync.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --seconds}. */
final class TimeLimit {

  @Option(names = "--seconds", paramLabel = "S", converter = Seconds.class,
      description = "How much real time a strategy has, from 0.001 s on; where there are several seeds, with each.")
  private @Nullable Duration limit;

  Optional<Duration> value() {
    return Optional.ofNullable(limit);
  }

  /** {@code 0.5}; there is no more than about eleven days. */
  static final class Seconds implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      try {
        double seconds = Double.parseDouble(text.strip());
        if (seconds >= 0.001 && seconds < 1e6) {
          return Duration.ofNanos((long) (seconds * 1e9));
        }
      } catch (NumberFormatException wrong) {
        assert wrong != null;
      }
      throw new TypeConversionException(
          "\"" + text + "\" is no time in seconds. Give it 0.001 or more, and less than a million.");
    }
  }
}
