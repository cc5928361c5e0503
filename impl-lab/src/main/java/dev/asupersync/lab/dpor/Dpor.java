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
  private final List<Long> paths = new ArrayList<>();
  private final List<Step> path = new ArrayList<>();
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
    path.subList(run.length(), path.size()).clear();
    executions++;
    redundant += run.isRedundant() ? 1 : 0;
    strayed += run.hasStrayed() ? 1 : 0;
    int changed = Math.max(0, forced - 1);
    races.of(changed, changed, paths.size()).forEach(this::reverse);
    ended = true;
  }

  /** The class of the run that has ended last. To be asked for before the next. */
  public ClassKey latestClass() {
    if (!ended) {
      throw new IllegalStateException("No run has ended since the one before.");
    }
    return races.key(paths);
  }

  /** Asks for a run in which the second of the two steps comes before the first. */
  private void reverse(Races.Race race) {
    Step first = path.get(race.first());
    Sequence wanted = new Sequence();
    for (int place = race.first() + 1; place < race.second(); place++) {
      Step step = path.get(place);
      if (step.isStep() && !first.isBefore(step)) {
        wanted.add(step);
      }
    }
    wanted.add(path.get(race.second()));
    for (Step.Asleep asleep : first.asleep) {
      if (wanted.canStartWith(asleep.strand(), asleep.footprint())) {
        return;
      }
    }
    Branch.insert(first.branches, wanted);
  }

  /** To the last place at which something is left. */
  private void goBack() {
    if (!ended) {
      return;
    }
    ended = false;
    while (!path.isEmpty()) {
      Step last = path.getLast();
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
      path.removeLast();
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
    path.subList(run.length(), path.size()).clear();
    races.of(0, path.size(), paths.size());
    return races.key(paths);
  }

  Touch touch() {
    return touch;
  }

  List<Step> path() {
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
