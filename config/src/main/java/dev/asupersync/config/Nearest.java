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

  /** {@code " Did you mean prod?"}, or nothing. */
  public static String hint(String given, Collection<String> names) {
    return to(given, names).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** Levenshtein's distance, in which two neighbours that changed places count as one slip. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
