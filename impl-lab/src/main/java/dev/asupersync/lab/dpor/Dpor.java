package dev.asupersync.lab.dpor;

import dev.asupersync.lab.ScheduleStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Explores all schedules of a program that differ from each other, each once: optimal partial order reduction with
 * wakeup trees. Between runs it works out which steps of the last one raced, and asks at the first of each such pair
 * for a run in which the second comes first, unless an equivalent one was made or asked for.
 *
 * <p>Use: while {@link #hasNext}, run the program with {@link #next}, then {@link #ended}. The program must do the
 * same whenever the same choices are made. A choice that is not one between strands (which of several ready things a
 * select takes, which of two alarms of one time rings first) is explored in all its values.
 *
 * <p>Threads: one.
 */
public final class Dpor {

  private final Numbers strands = new Numbers();
  private final Touch touch;
  private final Races races;
  private final Sequence wanted = new Sequence();
  private final List<Long> paths = new ArrayList<>();
  private final Path path = new Path();
  private int forced;
  private List<Branch> guide = List.of();
  private boolean ended;
  private boolean finished;
  private long executions;
  private long redundant;
  private long strayed;
  private @Nullable Following latest;

  /** With everything still to explore. */
  public Dpor() {
    Numbers things = new Numbers();
    touch = new Touch(things);
    races = new Races(path, things, touch);
  }

  /** Whether there is something left to explore. */
  public boolean hasNext() {
    goBack();
    return !finished;
  }

  /** The strategy of the next run. */
  public ScheduleStrategy next() {
    goBack();
    if (finished) {
      throw new IllegalStateException("All classes have been explored, after " + executions + " runs.");
    }
    Following run = new Following(this, forced, guide);
    latest = run;
    return run;
  }

  /** The run with the strategy that {@link #next} gave last has ended. */
  public void ended() {
    Following run = Objects.requireNonNull(latest, "ended() before next()");
    latest = null;
    path.cutTo(run.length());
    executions++;
    redundant += run.isRedundant() ? 1 : 0;
    strayed += run.hasStrayed() ? 1 : 0;
    int changed = Math.max(0, forced - 1);
    List<Races.Race> fresh = races.of(changed, changed, paths.size());
    for (int second = 0; second < changed; second++) {
      reverseAgain(second);
    }
    for (int second = changed; second < path.size(); second++) {
      path.get(second).leftAlone.clear();
    }
    fresh.forEach(this::reverse);
    ended = true;
  }

  /** The class of the run that has ended last. To be asked for before the next. */
  public ClassKey latestClass() {
    if (!ended) {
      throw new IllegalStateException("No run has ended since the one before.");
    }
    return races.key(paths);
  }

  /**
   * Asks again for what was left alone because of a sleeper: if in this run somebody minds that in time, the two have
   * to be explored in this order, too.
   */
  private void reverseAgain(int second) {
    Step last = path.get(second);
    Ints left = last.leftAlone;
    int still = 0;
    for (int i = 0; i < left.size(); i++) {
      Step first = path.get(left.get(i));
      want(first, last, path.size());
      if (first.hasSleeperFor(wanted)) {
        left.set(still++, left.get(i));
      } else {
        Branch.insert(first.branches, wanted);
      }
    }
    left.truncate(still);
  }

  /**
   * Asks for a run in which the second of the two steps comes before the first. Not if a sleeper could come first of
   * all: then such runs were explored. If nobody minds the sleeper as far as to the second step, it may yet be minded
   * by what comes then, in this run or in a later one.
   */
  private void reverse(Races.Race race) {
    Step first = path.get(race.first());
    Step last = path.get(race.second());
    want(first, last, last.place);
    if (first.hasSleeperForever(wanted)) {
      return;
    }
    if (first.hasSleeperFor(wanted)) {
      want(first, last, path.size());
      if (first.hasSleeperFor(wanted)) {
        last.leftAlone.add(race.first());
        return;
      }
    }
    Branch.insert(first.branches, wanted);
  }

  /** Wanted is what comes after {@code first} up to that place and does not depend on it, and then {@code last}. */
  private void want(Step first, Step last, int end) {
    wanted.clear();
    for (int place = first.place + 1; place < end; place++) {
      Step step = path.get(place);
      if (step.isStep() && !first.isBefore(step)) {
        wanted.add(step);
      }
    }
    wanted.addReversed(last);
  }

  /** To the last place at which something is left. */
  private void goBack() {
    if (!ended) {
      return;
    }
    ended = false;
    while (!path.isEmpty()) {
      Step last = path.last();
      if (!last.isStep()) {
        if (last.alternative + 1 < last.alternatives) {
          last.alternative++;
          forced = path.size();
          guide = List.of();
          return;
        }
      } else {
        Branch next = last.nextBranch();
        if (next != null) {
          last.lead(next.strand);
          forced = path.size();
          guide = next.children;
          return;
        }
      }
      path.cutTo(path.size() - 1);
    }
    finished = true;
  }

  /** The number by which a strand is known in all runs. */
  int known(long strandPath) {
    int known = strands.of(strandPath);
    if (known == paths.size()) {
      paths.add(strandPath);
    }
    return known;
  }

  /** The class of a run that somebody else has led. */
  ClassKey keyOf(Following run) {
    path.cutTo(run.length());
    races.of(0, path.size(), paths.size());
    return races.key(paths);
  }

  Touch touch() {
    return touch;
  }

  Path path() {
    return path;
  }

  /** How many runs there were. */
  public long executions() {
    return executions;
  }

  /** How many runs came to a place where everything that could go on was explored already: 0 is best. */
  public long redundant() {
    return redundant;
  }

  /** How many runs could not be led where they were wanted: more than 0 means that something was mistaken. */
  public long strayed() {
    return strayed;
  }
}
