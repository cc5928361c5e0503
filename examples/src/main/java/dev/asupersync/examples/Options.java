package dev.asupersync.examples;

import dev.asupersync.program.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the arguments of a program into an object with picocli's annotations. */
public final class Options {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");

  private Options() {}

  /** The same object, filled in; a {@link UsageException} says what is wrong and what there is. */
  public static <T> T parse(T options, List<String> arguments) {
    CommandLine line = new CommandLine(options);
    line.registerConverter(Duration.class, Options::duration);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      return options;
    } catch (ParameterException wrong) {
      throw new UsageException(wrong.getMessage() + System.lineSeparator() + line.getUsageMessage().strip());
    }
  }

  /** A number and its unit: ms, s or m. */
  private static Duration duration(String text) {
    Matcher parts = TIME.matcher(text.strip());
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new CommandLine.TypeConversionException(
          "\"" + text + "\" is not a time above 0. Write a number and its unit: 50ms, 2s, 1m");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }
}
