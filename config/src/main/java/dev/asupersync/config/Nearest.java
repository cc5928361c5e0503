package dev.asupersync.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody may have meant. */
public final class Nearest {

  private Nearest() {}

  /** The closest of {@code names} by edit distance, if it is close enough to be a slip of the fingers. */
  public static Optional<String> to(String given, Collection<String> names) {
    int most = Math.max(1, Math.min(3, given.length() / 2));
    return names.stream()
        .filter(name -> distance(given, name) <= most)
        .min(Comparator.<String>comparingInt(name -> distance(given, name)).thenComparing(name -> name));
  }

  /** {@code " Did you mean \"prod\"?"}, or nothing. */
  public static String hint(String given, Collection<String> names) {
    return to(given, names).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** Levenshtein's distance, in two rows. */
  static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
