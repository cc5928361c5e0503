package dev.asupersync.lab.shrink;

import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.spi.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tries plans, each a little less than the best one so far, until none that is less fails in the same way. */
final class Attempts {

  private final Predicate<ScheduleStrategy> failsAlike;
  private final FaultPlan faults;
  private final boolean lanes;
  private final long most;
  private long runs;
  private @Nullable Plan best;

  /** What the best plan came to, with all that went without saying. */
  private @Nullable Plan made;

  private @Nullable Cost cost;

  Attempts(Predicate<ScheduleStrategy> failsAlike, ScheduleStrategy recorded, long most) {
    this.failsAlike = failsAlike;
    this.faults = recorded.plan();
    this.lanes = recorded.minds(Lane.CANCEL);
    this.most = most;
  }

  long runs() {
    return runs;
  }

  /** Of the best plan. */
  Cost cost() {
    return Objects.requireNonNull(cost, "nothing was found");
  }

  ScheduleStrategy steering(Plan plan) {
    return new Steering(plan, faults, lanes);
  }

  /** The shortest plan that was found; null where not even the recorded one fails when it is run as a plan. */
  @Nullable Plan shortest(Tape recorded) {
    cost = recorded.cost();
    if (!take(recorded.made())) {
      return null;
    }
    boolean better = true;
    while (better && runs < most) {
      better = holdBack(recorded.strands());
      better |= cut();
      better |= spare();
      better |= leaveOut();
      better |= letRun();
      better |= gather();
      better |= clearAway();
      better |= usualChoices();
    }
    return best;
  }

  /** Takes a plan that fails alike and costs no more. */
  private boolean take(Plan plan) {
    if (runs >= most) {
      return false;
    }
    runs++;
    Tape tape = new Tape(steering(plan));
    if (!failsAlike.test(tape) || tape.cost().compareTo(cost()) > 0) {
      return false;
    }
    best = plan;
    made = tape.made();
    cost = tape.cost();
    return true;
  }

  private boolean takeIfLess(Plan plan) {
    Plan was = best();
    Plan wasMade = made;
    Cost before = cost();
    if (!take(plan)) {
      return false;
    }
    if (cost().compareTo(before) < 0) {
      return true;
    }
    best = was;
    made = wasMade;
    return false;
  }

  private Plan best() {
    return Objects.requireNonNull(best, "nothing was taken yet");
  }

  /** Strands that have nothing to do with it go last, many at once and then fewer. */
  private boolean holdBack(List<Long> strands) {
    boolean better = false;
    List<Long> left = new ArrayList<>(strands);
    left.removeAll(best().held());
    for (int size = left.size(); size > 0; size /= 2) {
      for (int from = 0; from < left.size(); ) {
        List<Long> some = List.copyOf(left.subList(from, Math.min(left.size(), from + size)));
        if (take(best().holding(some))) {
          left.removeAll(some);
          better = true;
        } else {
          from += size;
        }
      }
    }
    return better;
  }

  /** Leaves out the end, by halves. */
  private boolean cut() {
    boolean better = false;
    int low = 0;
    while (low < best().blocks().size()) {
      int middle = (low + best().blocks().size()) / 2;
      if (take(best().without(middle, best().blocks().size()))) {
        better = true;
      } else {
        low = middle + 1;
      }
    }
    return better;
  }

  /** Leaves out some in a row, many at once and then fewer, down to each alone. */
  private boolean leaveOut() {
    boolean better = false;
    for (int size = Math.max(1, best().blocks().size() / 2); size > 0; size /= 2) {
      for (int from = 0; from + size <= best().blocks().size(); ) {
        if (take(best().without(from, from + size))) {
          better = true;
        } else {
          from += size;
        }
      }
    }
    return better;
  }

  /** Lets a strand run until it waits, where it was stopped before. */
  private boolean letRun() {
    boolean better = false;
    for (int i = 0; i < made().blocks().size() && runs < most; i++) {
      Plan.Block block = made().blocks().get(i);
      better |= takeIfLess(made().with(i, new Plan.Block(block.strand(), Long.MAX_VALUE)));
    }
    return better;
  }

  /** Brings together what one strand does: all of it where it begins, or where it goes on. */
  private boolean gather() {
    boolean better = false;
    for (int i = 0; i < made().blocks().size() && runs < most; i++) {
      int next = nextOfSameStrand(i);
      if (next > i + 1) {
        better |= takeIfLess(made().moved(next, i + 1)) || takeIfLess(made().moved(i, next - 1));
      }
    }
    return better;
  }

  /** Lets what need not come between two parts of a strand come before the one, or behind the other. */
  private boolean clearAway() {
    boolean better = false;
    for (int i = made().blocks().size() - 2; i > 0 && runs < most; i--) {
      for (int before = i - 1; before >= 0; before--) {
        int behind = nextOfSameStrand(before);
        if (behind > i) {
          better |= takeIfLess(made().moved(i, behind)) || takeIfLess(made().moved(i, before));
          break;
        }
      }
    }
    return better;
  }

  private Plan made() {
    return new Plan(Objects.requireNonNull(made).blocks(), best().held(), best().others(), best().strikes());
  }

  private int nextOfSameStrand(int at) {
    List<Plan.Block> blocks = Objects.requireNonNull(made).blocks();
    for (int i = at + 1; i < blocks.size(); i++) {
      if (blocks.get(i).strand() == blocks.get(at).strand()) {
        return i;
      }
    }
    return -1;
  }

  /** Leaves out what is injected, one after the other. */
  private boolean spare() {
    boolean better = false;
    for (Plan.Strike strike : best().strikes()) {
      better |= take(best().without(strike));
    }
    return better;
  }

  private boolean usualChoices() {
    if (best().others().stream().allMatch(choice -> choice == 0)) {
      return false;
    }
    if (take(best().with(List.of()))) {
      return true;
    }
    boolean better = false;
    for (int i = 0; i < best().others().size(); i++) {
      if (best().others().get(i) != 0) {
        List<Integer> changed = new ArrayList<>(best().others());
        changed.set(i, 0);
        better |= take(best().with(Collections.unmodifiableList(changed)));
      }
    }
    return better;
  }
}
