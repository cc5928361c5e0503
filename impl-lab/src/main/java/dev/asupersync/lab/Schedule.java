package dev.asupersync.lab;

import dev.asupersync.lab.fault.FaultPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A schedule: the decisions of a run, in order. With the same program it gives the same run.
 *
 * @param lanes whether only strands of the foremost lane were candidates, as {@link ScheduleStrategy#minds} says
 * @param plan what might have been injected
 */
public record Schedule(List<Decision> decisions, boolean lanes, FaultPlan plan) {

  /** Stands before the decisions where any runnable strand was a candidate. */
  private static final String ANY = "any";

  /** Stands before a plan. */
  private static final String WITH = "with:";

  public Schedule {
    decisions = decisions instanceof PackedDecisions ? decisions : List.copyOf(decisions);
  }

  /** One with lanes, and nothing to inject. */
  public Schedule(List<Decision> decisions) {
    this(decisions, true, FaultPlan.NONE);
  }

  public int size() {
    return decisions.size();
  }

  /** Reads what {@link #toString} writes. */
  public static Schedule parse(String text) {
    List<Decision> decisions = new ArrayList<>();
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
    int at = 0;
    FaultPlan plan = FaultPlan.NONE;
    if (words.length > 0 && words[0].startsWith(WITH)) {
      plan = FaultPlan.parse(words[at++].substring(WITH.length()));
    }
    boolean lanes = words.length == at || !words[at].equals(ANY);
    for (String word : Arrays.copyOfRange(words, lanes ? at : at + 1, words.length)) {
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
    return new Schedule(decisions, lanes, plan);
  }

  /**
   * The decisions one after the other, as in {@code s1/3 s0/2 a1/2}; without lanes, {@code any} before them, and the
   * plan, if there is one, before that.
   */
  @Override
  public String toString() {
    return (plan.isNone() ? "" : WITH + plan + " ") + (lanes ? "" : ANY + " ")
        + decisions.stream().map(Decision::toString).collect(Collectors.joining(" "));
  }
}
