package dev.asupersync.lab.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Tries the schedule that keeps every strand running while it can, then every one with 1 deviation from that, with 2,
 * and so on; each once. Most bugs need one or two.
 *
 * <p>Where a schedule has something to choose behind its last deviation, each other choice is the last deviation of
 * another schedule: that is how all are found, and none twice. A run that was stopped because it took too many steps is
 * not gone on from: it spins, and so would what begins like it. Nor is any more once {@value #MOST_KNOWN} are kept to
 * go on from.
 */
public final class Bounded implements Search {

  private static final int MOST_KNOWN = 1 << 17;

  /** A schedule that was run, what there is to choose behind its last deviation, and how far that was tried. */
  private static final class Known {
    final int[] at;
    final int[] by;
    final int[] counts;
    int position;
    int rank = 1;

    Known(Deviations run) {
      at = run.at();
      by = run.by();
      counts = run.countsBehind();
    }

    Deviations deviating() {
      int behind = at.length == 0 ? 0 : at[at.length - 1] + 1;
      return new Deviations(with(at, behind + position), with(by, rank));
    }

    private static int[] with(int[] all, int more) {
      int[] longer = Arrays.copyOf(all, all.length + 1);
      longer[all.length] = more;
      return longer;
    }
  }

  private final boolean preemptionsOnly;
  private final int most;
  private final int round;
  private final int mostKnown;
  private final Deque<Known> fresh = new ArrayDeque<>();
  private Deque<Known> done = new ArrayDeque<>();
  private Deque<Known> parents = new ArrayDeque<>();
  private List<Deviations> latest = List.of();
  private boolean begun;
  private boolean cut;
  private int bound;
  private int open;

  Bounded(boolean preemptionsOnly, int most, int round) {
    this(preemptionsOnly, most, round, MOST_KNOWN);
  }

  Bounded(boolean preemptionsOnly, int most, int round, int mostKnown) {
    this.preemptionsOnly = preemptionsOnly;
    this.most = most;
    this.round = round;
    this.mostKnown = mostKnown;
  }

  /** Every deviation counts; up to so many. */
  public static Bounded delays(int most) {
    return new Bounded(false, most, 64);
  }

  /** Only switches away from a strand that could go on count; who comes next when one cannot is free. */
  public static Bounded preemptions(int most) {
    return new Bounded(true, most, 64);
  }

  @Override
  public List<Deviations> next() {
    List<Deviations> next = new ArrayList<>();
    if (!begun) {
      begun = true;
      next.add(new Deviations(new int[0], new int[0]));
    }
    while (next.size() < round && hasMore(next.isEmpty())) {
      if (fresh.isEmpty()) {
        expand(parents, true, next);
      } else {
        expand(fresh, false, next);
      }
    }
    latest = List.copyOf(next);
    open += latest.size();
    return latest;
  }

  /** The next bound begins only when all runs of the one before have ended. */
  private boolean hasMore(boolean isFirst) {
    if (fresh.isEmpty() && parents.isEmpty() && isFirst && begun && open == 0 && bound < most && !done.isEmpty()) {
      bound++;
      parents = done;
      done = new ArrayDeque<>();
    }
    return !fresh.isEmpty() || !parents.isEmpty();
  }

  /** One step on: one more schedule from the first known one, or to its next choice, or to the next known one. */
  private void expand(Deque<Known> from, boolean costly, List<Deviations> next) {
    Known known = from.getFirst();
    if (known.position == known.counts.length) {
      from.removeFirst();
      known.position = 0;
      if (!costly) {
        done.addLast(known);
      }
      return;
    }
    int count = known.counts[known.position];
    if (isCostly(count) != costly || known.rank == Math.abs(count)) {
      known.position++;
      known.rank = 1;
      return;
    }
    next.add(known.deviating());
    known.rank++;
  }

  private boolean isCostly(int count) {
    return !preemptionsOnly || count > 0;
  }

  @Override
  public void ended(int index, RunEnd end) {
    open--;
    if (end.isCut() || fresh.size() + done.size() + parents.size() >= mostKnown) {
      cut = true;
    } else {
      fresh.addLast(new Known(latest.get(index)));
    }
  }

  /** The largest bound of which every schedule was run that was not left out; -1 for none yet. */
  public int exhausted() {
    boolean isDone = begun && open == 0 && fresh.stream().noneMatch(known -> isLeft(known, false))
        && parents.stream().noneMatch(known -> isLeft(known, true));
    return isDone ? bound : bound - 1;
  }

  @Override
  public boolean isComplete() {
    return !cut && exhausted() == bound
        && fresh.stream().noneMatch(this::hasCostly)
        && done.stream().noneMatch(this::hasCostly);
  }

  private boolean isLeft(Known known, boolean costly) {
    for (int at = known.position; at < known.counts.length; at++) {
      int from = at == known.position ? known.rank : 1;
      if (isCostly(known.counts[at]) == costly && from < Math.abs(known.counts[at])) {
        return true;
      }
    }
    return false;
  }

  private boolean hasCostly(Known known) {
    return Arrays.stream(known.counts).anyMatch(this::isCostly);
  }

  @Override
  public boolean isSystematic() {
    return true;
  }

  @Override
  public String describe() {
    String what = preemptionsOnly ? "preemptions" : "deviations from keeping the running strand";
    return "all schedules with few " + what
        + (cut ? ", but for those that spin or are too many to keep" : "")
        + (exhausted() < 0 ? "" : ", done up to " + exhausted() + (isComplete() ? ", and there are no more" : ""));
  }
}
