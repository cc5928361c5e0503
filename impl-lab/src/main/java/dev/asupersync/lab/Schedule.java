package dev.asupersync.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A schedule: the decisions of a run, in order. With the same program it gives the same run. */
public record Schedule(List<Decision> decisions) {

  public Schedule {
    decisions = List.copyOf(decisions);
  }

  public int size() {
    return decisions.size();
  }

  /** Reads what {@link #toString} writes. */
  public static Schedule parse(String text) {
    List<Decision> decisions = new ArrayList<>();
    for (String word : text.isBlank() ? new String[0] : text.strip().split("\\s+", -1)) {
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
    return new Schedule(decisions);
  }

  /** The decisions one after the other, as in {@code s1/3 s0/2 a1/2}. */
  @Override
  public String toString() {
    return decisions.stream().map(Decision::toString).collect(Collectors.joining(" "));
  }
}
