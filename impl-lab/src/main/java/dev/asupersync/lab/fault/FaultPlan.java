package dev.asupersync.lab.fault;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What may be injected into a run, and at which points the strategy is asked. It says what there is to choose from,
 * never what is chosen: two runs with one plan and the same choices are the same.
 *
 * @param rules at a point, the faults of all rules that fit, in this order, are what there is
 */
public record FaultPlan(List<FaultRule> rules) {

  /** Nothing is ever asked. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  public FaultPlan {
    rules = List.copyOf(rules);
  }

  public static FaultPlan of(FaultRule... rules) {
    return new FaultPlan(List.of(rules));
  }

  public boolean isNone() {
    return rules.isEmpty();
  }

  /** One word that {@link #parse} reads; empty for {@link #NONE}. */
  @Override
  public String toString() {
    return rules.stream().map(FaultRule::toString).collect(Collectors.joining(";"));
  }

  /** Reads what {@link #toString} gives. Errors: CX-4040. */
  public static FaultPlan parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    List<FaultRule> rules = new ArrayList<>();
    try {
      for (String rule : text.split(";", -1)) {
        rules.add(FaultRule.parse(rule));
      }
    } catch (IllegalArgumentException wrong) {
      throw new CxUsageException(ErrorCode.FAULT_PLAN_UNREADABLE, "\"" + text + "\" says nothing that can be injected: "
          + wrong.getMessage() + " Such words are written by the lab: copy the whole of it, and read it with the"
          + " version that wrote it.", wrong);
    }
    return new FaultPlan(rules);
  }
}
