package dev.asupersync.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A schedule: the decisions of a run, in order. With the same program it gives the same run.
 *
 * @param lanes whether only strands of the foremost lane were candidates, as {@link ScheduleStrategy#minds} says
 */
public record Schedule(List<Decision> decisions, boolean lanes) {

  /** Stands before the decisions where any runnable strand was a candidate. */
  private static final String ANY = "any";

  public Schedule {
    decisions = List.copyOf(decisions);
  }

  /** One with lanes. */
  public Schedule(List<Decision> decisions) {
    this(decisions, true);
  }

  public int size() {
    return decisions.size();
  }

  /** Reads what {@link #toString} writes. */
  public static Schedule parse(String text) {
    List<Decision> decisions = new ArrayList<>();
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
    boolean lanes = words.length == 0 || !words[0].equals(ANY);
    for (String word : lanes ? words : Arrays.copyOfRange(words, 1, words.length)) {
      int slash = word.indexOf('/');
      try {
        decisions.add(new Decision(
            DecisionKind.of(word.charAt(0)),
            Integer.parseInt(word.substring(slash + 1)),
            Integer.parseInt(word.substring(1, Math.max(1, slash)))));
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            "\"" + word + "\" is not a decision: expected a letter, the choice, a slash and the number of"
                + " candidates, as in s1/3. " + wrong.getMessage(), wrong);
      }
    }
    return new Schedule(decisions, lanes);
  }

  /** The decisions one after the other, as in {@code s1/3 s0/2 a1/2}; without lanes, {@code any} before them. */
  @Override
  public String toString() {
    return (lanes ? "" : ANY + " ") + decisions.stream().map(Decision::toString).collect(Collectors.joining(" "));
  }
}
