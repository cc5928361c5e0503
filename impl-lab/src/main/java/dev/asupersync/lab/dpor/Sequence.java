package dev.asupersync.lab.dpor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps in an order in which they can run; what comes before what is in their clocks. */
final class Sequence {

  private final List<Step> steps = new ArrayList<>();

  void add(Step step) {
    steps.add(step);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Whether a step of that strand can stand first, in some order that differs from this one only by steps that
   * commute: either it is in here, and nothing before it comes before it, or it is not, and commutes with all.
   */
  boolean canStartWith(int strand, Footprint footprint) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).strand == strand) {
        return isFirst(i);
      }
    }
    for (Step step : steps) {
      if (step.footprint.conflicts(footprint)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFirst(int index) {
    Step step = steps.get(index);
    for (int i = 0; i < index; i++) {
      if (steps.get(i).isBefore(step)) {
        return false;
      }
    }
    return true;
  }

  /** Takes out the first step of that strand, if there is one. */
  void without(int strand) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).strand == strand) {
        steps.remove(i);
        return;
      }
    }
  }

  /** These steps as a branch without forks; nothing if there are none. */
  @Nullable Branch toBranch() {
    Branch whole = null;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Branch above = new Branch(steps.get(i).strand, steps.get(i).footprint);
      if (whole != null) {
        above.children.add(whole);
      }
      whole = above;
    }
    return whole;
  }
}
