package dev.asupersync.lab.dpor;

import dev.asupersync.lab.ScheduleStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Long, Integer> strands = new HashMap<>();
  private final List<Long> paths = new ArrayList<>();
  private final List<Step> path = new ArrayList<>();
  private int forced;
  private List<Branch> guide = List.of();
  private boolean finished;
  private long executions;
  private long redundant;
  private long strayed;
  private @Nullable Following latest;

  /** With everything still to explore. */
  public Dpor() {}

  /** Whether there is something left to explore. */
  public boolean hasNext() {
    return !finished;
  }

  /** The strategy of the next run. */
  public ScheduleStrategy next() {
    if (finished) {
      throw new IllegalStateException("All classes have been explored, after " + executions + " runs.");
    }
    Following run = new Following(this, forced, guide);
    latest = run;
    return run;
  }

  /** The run with the strategy that {@link #next} gave last has ended. Gives the class that it was of. */
  public ClassKey ended() {
    Following run = Objects.requireNonNull(latest, "ended() before next()");
    path.subList(run.length(), path.size()).clear();
    executions++;
    redundant += run.isRedundant() ? 1 : 0;
    strayed += run.hasStrayed() ? 1 : 0;
    List<Races.Race> races = Races.of(path, Math.max(0, forced - 1), paths.size());
    for (Races.Race race : races) {
      reverse(race);
    }
    ClassKey key = ClassKey.of(path, paths);
    backtrack();
    return key;
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
  private void backtrack() {
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
          last.strand = next.strand;
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
    Integer known = strands.putIfAbsent(strandPath, paths.size());
    if (known != null) {
      return known;
    }
    paths.add(strandPath);
    return paths.size() - 1;
  }

  /** The class of a run that somebody else has led. */
  ClassKey keyOf(Following run) {
    path.subList(run.length(), path.size()).clear();
    Races.of(path, path.size(), paths.size());
    return ClassKey.of(path, paths);
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
