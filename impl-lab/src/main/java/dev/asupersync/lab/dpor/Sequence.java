package dev.asupersync.lab.dpor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps in an order in which they can run; what comes before what is in their clocks. The last one is made earlier than
 * it was, so whether it will change what it touches need not be as it was.
 */
final class Sequence {

  private final List<Step> steps = new ArrayList<>();
  private final Step reversed;

  /** Ends with {@code reversed}. */
  Sequence(Step reversed) {
    this.reversed = reversed;
  }

  void add(Step step) {
    steps.add(step);
  }

  /**
   * Whether a step of that strand can stand first, in some order that differs from this one only by steps that
   * commute: either it is in here, and nothing before it comes before it, or it is not, and commutes with all.
   */
  boolean canStartWith(int strand, Footprint footprint) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).strand == strand) {
        return isFirst(i, footprint);
      }
    }
    for (Step step : steps) {
      if (footprint(step).conflicts(footprint)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // one certain step
  private boolean isUncertain(Step step) {
    return step == reversed && step.isUncertain();
  }

  /** If the outcome is open, it may change what it touches: to think that it only looks would lose classes. */
  private Footprint footprint(Step step) {
    return isUncertain(step) ? step.possible() : step.footprint;
  }

  private boolean isFirst(int index, Footprint footprint) {
    Step step = steps.get(index);
    boolean uncertain = isUncertain(step);
    for (int i = 0; i < index; i++) {
      Step before = steps.get(i);
      if (uncertain ? step.comesAnywayAfter(before) || before.footprint.conflicts(footprint) : before.isBefore(step)) {
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
      Branch above = new Branch(steps.get(i).strand, footprint(steps.get(i)));
      if (whole != null) {
        above.children.add(whole);
      }
      whole = above;
    }
    return whole;
  }
}
