package dev.asupersync.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** From HOCON's values to Java's. Stricter than the library: a time has a unit, a whole number is whole. */
final class Values {

  /** The word for no limit. */
  static final String UNLIMITED = "unlimited";

  /** The word for no time limit. */
  static final String NEVER = "never";

  /** A value does not fit; the message goes on after "key = value". */
  static final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(ConfigValue value) throws Unfit;
  }

  private Values() {}

  static boolean flag(ConfigValue value) throws Unfit {
    return switch (scalar(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new Unfit("is neither true nor false.");
    };
  }

  static long whole(ConfigValue value, long min, long max) throws Unfit {
    String text = scalar(value);
    String allowed = wholeNumbers(min, max);
    if (text.equals(UNLIMITED) && max == Long.MAX_VALUE) {
      return max;
    }
    long number;
    try {
      number = new BigDecimal(text).longValueExact();
    } catch (NumberFormatException notANumber) {
      throw new Unfit("is not " + allowed + "." + (max == Long.MAX_VALUE
          ? Nearest.hint(text, List.of(UNLIMITED)) : ""));
    } catch (ArithmeticException notWhole) {
      throw new Unfit("is not " + allowed + ".");
    }
    if (number < min || number > max) {
      throw new Unfit("is not " + allowed + ".");
    }
    return number;
  }

  private static String wholeNumbers(long min, long max) {
    if (max == Long.MAX_VALUE) {
      return (min == Long.MIN_VALUE ? "a whole number" : "a whole number of " + min + " or more")
          + ", or " + UNLIMITED;
    }
    return "a whole number from " + min + " to " + max;
  }

  static Duration time(ConfigValue value) throws Unfit {
    String text = scalar(value);
    if (value.valueType() == ConfigValueType.NUMBER || text.matches("[-+]?[0-9.]+")) {
      throw new Unfit("has no unit. Write a time such as 250ms, " + text + "s or 2m.");
    }
    Duration time;
    try {
      Config holder = value.atKey("time");
      time = holder.getDuration("time");
    } catch (ConfigException notATime) {
      throw new Unfit("is not a time. Write a number and a unit, such as 250ms, 5s, 2m or 1h.");
    }
    if (time.isNegative()) {
      throw new Unfit("is negative. Write a time of 0s or more.");
    }
    return time;
  }

  static Duration positiveTime(ConfigValue value) throws Unfit {
    Duration time = time(value);
    if (time.isZero()) {
      throw new Unfit("is no time at all. Write a time above zero, such as 250ms or 5s.");
    }
    return time;
  }

  static Duration timeOrNever(ConfigValue value) throws Unfit {
    if (scalar(value).equals(NEVER)) {
      return Duration.ZERO;
    }
    try {
      return positiveTime(value);
    } catch (Unfit unfit) {
      throw new Unfit(unfit.getMessage() + " For no limit, write " + NEVER + ".");
    }
  }

  static Instant instant(ConfigValue value) throws Unfit {
    try {
      return Instant.parse(scalar(value));
    } catch (DateTimeException notAnInstant) {
      throw new Unfit("is not a point in time. Write it as \"2026-01-31T12:00:00Z\", with the quotes.");
    }
  }

  /** As it was written, blanks included. */
  static String text(ConfigValue value) throws Unfit {
    return scalar(value).isEmpty() ? "" : String.valueOf(value.unwrapped());
  }

  static String oneOf(ConfigValue value, List<String> allowed) throws Unfit {
    String word = scalar(value);
    if (!allowed.contains(word)) {
      throw new Unfit("is not one of: " + String.join(", ", allowed) + "." + Nearest.hint(word, allowed));
    }
    return word;
  }

  static List<String> list(ConfigValue value) throws Unfit {
    if (value instanceof ConfigList || value instanceof ConfigObject) {
      try {
        return value.atKey("list").getStringList("list");
      } catch (ConfigException notPlain) {
        throw new Unfit("is not a list of plain values. Write [a, b].");
      }
    }
    throw new Unfit("is not a list. Write [" + scalar(value) + "].");
  }

  private static String scalar(ConfigValue value) throws Unfit {
    if (value instanceof ConfigList) {
      throw new Unfit("is a list, where one value should be.");
    }
    if (value instanceof ConfigObject) {
      throw new Unfit("is a block, where one value should be.");
    }
    return String.valueOf(value.unwrapped()).strip();
  }
}
