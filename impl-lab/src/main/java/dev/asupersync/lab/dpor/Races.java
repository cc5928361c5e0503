package dev.asupersync.lab.dpor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out what came before what on a path, and which pairs of steps raced: they touch the same thing, nothing
 * orders them but that they do, and the later one could have come first.
 */
final class Races {

  /** The places of two steps. */
  record Race(int first, int second) {}

  /** Who has touched a thing last. */
  private static final class Thing {
    int change = NONE;
    final List<Integer> looks = new ArrayList<>(2);
  }

  private static final int NONE = -1;

  private final List<Step> path;
  private final int from;
  private final int strands;
  private final Map<Long, Thing> things = new HashMap<>();
  private final Map<Long, Integer> givenBack = new HashMap<>();
  private final Ends ends = new Ends();
  private final int[] latest;
  private final List<Integer> candidates = new ArrayList<>();
  private final List<Race> found = new ArrayList<>();
  private int everything = NONE;

  private Races(List<Step> path, int from, int strands) {
    this.path = path;
    this.from = from;
    this.strands = strands;
    this.latest = new int[strands];
    Arrays.fill(latest, NONE);
  }

  /** Fills in the clocks of all steps and gives the races whose second step is at {@code from} or behind. */
  static List<Race> of(List<Step> path, int from, int strands) {
    Races races = new Races(path, from, strands);
    for (int place = 0; place < path.size(); place++) {
      if (path.get(place).isStep()) {
        races.look(place);
      }
    }
    return races.found;
  }

  private void look(int place) {
    Step step = path.get(place);
    int[] clock = new int[strands];
    int previous = latest[step.strand];
    join(clock, previous);
    if (previous != NONE) {
      ends.awaitedBy(path.get(previous)).forEach(end -> join(clock, end));
      join(clock, path.get(previous).grantedBy);
    }
    for (int before : step.after) {
      joinPlace(clock, before);
    }
    collect(step, clock);
    for (int i = 0; i < candidates.size(); i++) {
      if (place >= from && isImmediate(i)) {
        found.add(new Race(candidates.get(i), place));
      }
    }
    for (int candidate : candidates) {
      join(clock, candidate);
    }
    long taken = Touch.taken(step.operation, step.resource);
    step.grantedBy = taken == 0 ? NONE : givenBack.getOrDefault(taken, NONE);
    clock[step.strand]++;
    step.number = clock[step.strand];
    step.clock = clock;
    note(step, place);
  }

  private void joinPlace(int[] clock, int before) {
    if (before != Step.ALL) {
      join(clock, before);
      return;
    }
    for (int strand = 0; strand < strands; strand++) {
      join(clock, latest[strand]);
    }
  }

  private void join(int[] clock, int place) {
    if (place == NONE) {
      return;
    }
    int[] other = path.get(place).clock;
    for (int i = 0; i < other.length; i++) {
      clock[i] = Math.max(clock[i], other[i]);
    }
  }

  /** The steps of others that touched the same last, unless they come before anyway. */
  private void collect(Step step, int[] clock) {
    candidates.clear();
    if (step.footprint.isEverything()) {
      for (int strand = 0; strand < strands; strand++) {
        consider(latest[strand], step, clock);
      }
      return;
    }
    consider(everything, step, clock);
    for (int i = 0; i < step.footprint.size(); i++) {
      Thing thing = things.get(step.footprint.thing(i));
      if (thing != null) {
        consider(thing.change, step, clock);
        if (step.footprint.isChange(i)) {
          for (int look : thing.looks) {
            consider(look, step, clock);
          }
        }
      }
    }
  }

  private void consider(int place, Step step, int[] clock) {
    if (place == NONE) {
      return;
    }
    Step other = path.get(place);
    if (other.strand != step.strand && clock[other.strand] < other.number && !candidates.contains(place)) {
      candidates.add(place);
    }
  }

  private boolean isImmediate(int index) {
    Step one = path.get(candidates.get(index));
    for (int i = 0; i < candidates.size(); i++) {
      if (i != index && one.isBefore(path.get(candidates.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private void note(Step step, int place) {
    latest[step.strand] = place;
    ends.note(step);
    long back = Touch.givenBack(step.operation, step.resource);
    if (back != 0) {
      givenBack.put(back, place);
    }
    if (step.footprint.isEverything()) {
      everything = place;
      return;
    }
    for (int i = 0; i < step.footprint.size(); i++) {
      Thing thing = things.computeIfAbsent(step.footprint.thing(i), _ -> new Thing());
      if (step.footprint.isChange(i)) {
        thing.change = place;
        thing.looks.clear();
      } else {
        thing.looks.removeIf(look -> path.get(look).strand == step.strand);
        thing.looks.add(place);
      }
    }
  }
}
