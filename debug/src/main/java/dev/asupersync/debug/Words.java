package dev.asupersync.debug;

import java.time.Duration;
import java.util.Locale;

/** How things are called on the page. */
final class Words {

  private static final int LONGEST = 2000;

  private Words() {}

  /** {@code T7 "mailer"}. */
  static String named(String id, String name) {
    return name.isEmpty() ? id : id + " \"" + cut(name, 200) + "\"";
  }

  /** {@code 3 tasks}, {@code 1 task}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  static String time(long nanos) {
    if (nanos < 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
    Duration time = Duration.ofNanos(nanos);
    if (time.toMinutes() < 2) {
      return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
    return time.toHours() < 2
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }

  /** Names and messages are the program's, and may be of any length. */
  static String cut(String text) {
    return cut(text, LONGEST);
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
