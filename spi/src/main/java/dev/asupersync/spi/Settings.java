package dev.asupersync.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Settings with their checks. A value that is wrong is noted with its file and line, and the default of
 * {@code reference.conf} is returned in its place: so that all problems are told at once, before anything
 * starts.
 */
public interface Settings {

  boolean flag(String key);

  /** A whole number from {@code min} to {@code max}. */
  long whole(String key, long min, long max);

  /** A time with its unit, not negative. */
  Duration time(String key);

  Instant instant(String key);

  String text(String key);

  /** One of these words. */
  String oneOf(String key, List<String> allowed);

  List<String> list(String key);

  /** Notes a problem with the value of {@code key} that only the provider can see. */
  void problem(String key, String whatIsWrong);
}
