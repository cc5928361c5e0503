package dev.asupersync.lab.dpor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Works out what came before what on a path, and which pairs of steps raced: they touch the same thing, nothing
 * orders them but that they do, and the later one could have come first.
 *
 * <p>One instance serves one run after the other, and keeps its arrays.
 */
final class Races {

  /** The places of two steps. */
  record Race(int first, int second) {}

  private static final int NONE = Step.ALL;

  private final Path path;
  private final Numbers things;
  private final Touch touch;
  private final Ends ends;
  private final Deliveries deliveries;
  private final Ints candidates = new Ints();
  private final List<Race> found = new ArrayList<>();

  /** By thing: who has changed it last, and who has looked at it since. */
  private int[] change = {};

  private @Nullable Ints[] looks = {};

  /** By lock: where it was given back last. */
  private int[] givenBack = {};

  /** By strand: its latest step. */
  private int[] latest = {};

  private int strands;
  private int everything = NONE;

  Races(Path path, Numbers things, Touch touch) {
    this.path = path;
    this.things = things;
    this.touch = touch;
    this.ends = new Ends(things, touch);
    this.deliveries = new Deliveries(path, things);
  }

  /** The class of the path that was looked at last. */
  ClassKey key(List<Long> strandPaths) {
    return ClassKey.of(path, strandPaths, this::awaited);
  }

  /**
   * Fills in the clocks of all steps and gives the races whose second step is at {@code from} or behind.
   *
   * @param known how many of the first steps are as they were when this was called before
   */
  List<Race> of(int known, int from, int strandCount) {
    strands = strandCount;
    clear();
    for (int place = 0; place < path.size(); place++) {
      Step step = path.get(place);
      if (step.isStep()) {
        if (place >= known) {
          look(step, place, from);
        }
        note(step, place);
      }
    }
    return found;
  }

  /** Tells the places of what ended the wait within a step. Gives whether these are all. */
  private boolean awaited(Step step, IntConsumer place) {
    if (step.unserved) {
      deliveries.awaitedBy(step, touch.queue(step.name), place);
      return false;
    }
    return ends.awaitedBy(step, path, strand -> place.accept(latest[strand]));
  }

  private void clear() {
    if (latest.length < strands) {
      latest = new int[strands * 2];
    }
    change = things.fit(change, NONE);
    givenBack = things.fit(givenBack, NONE);
    if (looks.length < change.length) {
      looks = Arrays.copyOf(looks, change.length);
    }
    Arrays.fill(latest, NONE);
    Arrays.fill(change, NONE);
    Arrays.fill(givenBack, NONE);
    for (Ints looked : looks) {
      if (looked != null) {
        looked.clear();
      }
    }
    ends.clear();
    deliveries.clear();
    found.clear();
    everything = NONE;
  }

  private void look(Step step, int place, int from) {
    int[] clock = step.freshClock(strands);
    int previous = latest[step.strand];
    join(clock, previous);
    if (previous != NONE) {
      Step before = path.get(previous);
      ends.awaitedBy(before, path, strand -> join(clock, latest[strand]));
      join(clock, before.grantedBy);
      if (before.unserved) {
        deliveries.awaitedBy(before, touch.queue(before.name), end -> join(clock, end));
      }
    }
    for (int i = 0; i < step.after.size(); i++) {
      joinPlace(clock, step.after.get(i));
    }
    if (step.isUncertain()) {
      step.keepFreed(clock);
    }
    collect(step, clock);
    for (int i = 0; i < candidates.size(); i++) {
      if (place >= from && isImmediate(i)) {
        found.add(new Race(candidates.get(i), place));
      }
    }
    for (int i = 0; i < candidates.size(); i++) {
      join(clock, candidates.get(i));
    }
    int taken = step.looked ? NONE : touch.taken(step.operation, step.name);
    step.grantedBy = taken == NONE || taken >= givenBack.length ? NONE : givenBack[taken];
    clock[step.strand]++;
    step.number = clock[step.strand];
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
      int thing = step.footprint.thing(i);
      consider(change[thing], step, clock);
      Ints looked = looks[thing];
      if (looked != null && step.footprint.isChange(i)) {
        for (int at = 0; at < looked.size(); at++) {
          consider(looked.get(at), step, clock);
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
    if (step.capacity > 0) {
      deliveries.note(step, touch.queue(step.name));
    }
    int back = touch.givenBack(step.operation, step.name);
    if (back != NONE) {
      givenBack = things.fit(givenBack, NONE);
      givenBack[back] = place;
    }
    if (step.footprint.isEverything()) {
      everything = place;
      return;
    }
    for (int i = 0; i < step.footprint.size(); i++) {
      int thing = step.footprint.thing(i);
      Ints looked = looks[thing];
      if (step.footprint.isChange(i)) {
        change[thing] = place;
        if (looked != null) {
          looked.clear();
        }
      } else {
        if (looked == null) {
          looked = new Ints();
          looks[thing] = looked;
        }
        looked(looked, step, place);
      }
    }
  }

  /** Only the latest look of a strand counts: what comes after that comes after those before. */
  private void looked(Ints looked, Step step, int place) {
    for (int i = 0; i < looked.size(); i++) {
      if (path.get(looked.get(i)).strand == step.strand) {
        looked.removeAt(i);
        break;
      }
    }
    looked.add(place);
  }
}
