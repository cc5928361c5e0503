package dev.asupersync.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;

/**
 * Where something was written.
 *
 * @param source a file, a resource, or words such as {@code system properties}; empty for nowhere
 * @param line counted from 1; 0 where there are no lines
 */
public record Place(String source, int line) implements Comparable<Place> {

  public static final Place NOWHERE = new Place("", 0);

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::source).thenComparingInt(Place::line);

  static Place of(ConfigOrigin origin) {
    int line = Math.max(0, origin.lineNumber());
    if (origin.filename() != null) {
      return new Place(origin.filename(), line);
    }
    String words = origin.description();
    String suffix = ": " + line;
    boolean told = words.endsWith(suffix);
    return new Place(told ? words.substring(0, words.length() - suffix.length()) : words, line);
  }

  boolean isKnown() {
    return !source.isEmpty();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** {@code conf/lab.conf:3}. */
  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
