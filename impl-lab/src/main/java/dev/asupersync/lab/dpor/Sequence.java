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

  /** The steps are from here on. */
  private int start;

  private int end;

  /** A bit for each strand that has a step in here; some strands share one. */
  private long strands;

  /** What the steps touch and change, see {@link Footprint#touchedBits}. */
  private long touched;

  private long changed;

  /** The last step, if it is in here and its outcome is open. */
  private @Nullable Step uncertain;

  /** Empty again. */
  void clear() {
    start = 0;
    end = 0;
    strands = 0;
    touched = 0;
    changed = 0;
    uncertain = null;
  }

  void add(Step step) {
    add(step, step.footprint);
  }

  private void add(Step step, Footprint footprint) {
    if (end == steps.length) {
      steps = Arrays.copyOf(steps, end * 2);
    }
    steps[end++] = step;
    strands |= 1L << step.strand;
    touched |= footprint.touchedBits();
    changed |= footprint.changedBits();
  }

  /** The last one. */
  void addReversed(Step step) {
    uncertain = step.isUncertain() ? step : null;
    add(step, footprint(step));
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
    if (((touched & footprint.changedBits()) | (changed & footprint.touchedBits())) == 0) {
      return true;
    }
    for (int i = start; i < end; i++) {
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
    if ((strands & 1L << strand) != 0) {
      for (int i = start; i < end; i++) {
        if (steps[i].strand == strand) {
          return i;
        }
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
    for (int i = start; i < index; i++) {
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
      System.arraycopy(steps, start, steps, start + 1, index - start);
      start++;
    }
  }

  /** These steps as a branch without forks; nothing if there are none. */
  @Nullable Branch toBranch() {
    Branch whole = null;
    for (int i = end - 1; i >= start; i--) {
      Branch above = new Branch(steps[i].strand, footprint(steps[i]));
      if (whole != null) {
        above.children.add(whole);
      }
      whole = above;
    }
    return whole;
  }
}
