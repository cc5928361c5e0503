package dev.asupersync.lab.dpor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps in an order in which they can run; what comes before what is in their clocks. The last one is made earlier than
 * it was, so whether it will change what it touches need not be as it was. One instance serves one sequence after the
 * other.
 */
final class Sequence {

  private Step[] steps = new Step[64];
  private int size;

  /** The last step, if it is in here and its outcome is open. */
  private @Nullable Step uncertain;

  /** Empty again. */
  void clear() {
    size = 0;
    uncertain = null;
  }

  void add(Step step) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, size * 2);
    }
    steps[size++] = step;
  }

  /** The last one. */
  void addReversed(Step step) {
    add(step);
    uncertain = step.isUncertain() ? step : null;
  }

  /**
   * Whether a step of that strand can stand first, in some order that differs from this one only by steps that
   * commute: either it is in here, and nothing before it comes before it, or it is not, and commutes with all.
   */
  boolean canStartWith(int strand, Footprint footprint) {
    int index = indexOf(strand);
    if (index >= 0) {
      return isFirst(index, footprint);
    }
    for (int i = 0; i < size; i++) {
      if (footprint(steps[i]).conflicts(footprint)) {
        return false;
      }
    }
    return true;
  }

  /** The same where more steps may come to be in here, before the last one. */
  boolean canAlwaysStartWith(int strand, Footprint footprint) {
    int index = indexOf(strand);
    return index >= 0 && !isUncertain(steps[index]) && isFirst(index, footprint);
  }

  private int indexOf(int strand) {
    for (int i = 0; i < size; i++) {
      if (steps[i].strand == strand) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("ReferenceEquality") // one certain step
  private boolean isUncertain(Step step) {
    return step == uncertain;
  }

  /** If the outcome is open, it may change what it touches: to think that it only looks would lose classes. */
  private Footprint footprint(Step step) {
    return isUncertain(step) ? step.possible() : step.footprint;
  }

  private boolean isFirst(int index, Footprint footprint) {
    Step step = steps[index];
    boolean open = isUncertain(step);
    for (int i = 0; i < index; i++) {
      Step before = steps[i];
      if (open ? step.comesAnywayAfter(before) || before.footprint.conflicts(footprint) : before.isBefore(step)) {
        return false;
      }
    }
    return true;
  }

  /** Takes out the first step of that strand, if there is one. */
  void without(int strand) {
    int index = indexOf(strand);
    if (index >= 0) {
      size--;
      System.arraycopy(steps, index + 1, steps, index, size - index);
    }
  }

  /** These steps as a branch without forks; nothing if there are none. */
  @Nullable Branch toBranch() {
    Branch whole = null;
    for (int i = size - 1; i >= 0; i--) {
      Branch above = new Branch(steps[i].strand, footprint(steps[i]));
      if (whole != null) {
        above.children.add(whole);
      }
      whole = above;
    }
    return whole;
  }
}
