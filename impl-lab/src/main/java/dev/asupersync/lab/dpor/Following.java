package dev.asupersync.lab.dpor;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run: first along the known part of the path, then along the branch that is wanted, then as it comes, and never
 * with a step that sleeps if another can be taken. Writes down what happens.
 */
class Following implements ScheduleStrategy {

  private final Dpor dpor;
  private final List<Step> path;
  private final int forced;

  /** What is wanted at the next place. */
  private List<Branch> guide;

  /** By the number of the strand in this run. */
  private final List<Integer> known = new ArrayList<>();

  private final Map<Integer, List<Integer>> madePossible = new HashMap<>();
  private final Map<Integer, Step> latest = new HashMap<>();
  private final Set<Integer> cancelled = new HashSet<>();
  private final Map<Integer, Long> regions = new HashMap<>();
  private int place;
  private @Nullable Step running;
  private boolean redundant;
  private boolean strayed;
  private boolean broken;

  Following(Dpor dpor, int forced, List<Branch> guide) {
    this.dpor = dpor;
    this.path = dpor.path();
    this.forced = forced;
    this.guide = guide;
  }

  /** How much of the path is of this run. */
  int length() {
    return place;
  }

  /** Whether the run is being drained. */
  boolean isBroken() {
    return broken;
  }

  boolean isRedundant() {
    return redundant;
  }

  boolean hasStrayed() {
    return strayed;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public boolean minds(Lane lane) {
    return false;
  }

  @Override
  public void broken() {
    broken = true;
  }

  // --- choices ---------------------------------------------------------------------------------------------

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (broken) {
      return 0;
    }
    if (kind != DecisionKind.STRAND) {
      return alternative(candidates.count(), 0);
    }
    int resuming = resuming(candidates);
    if (resuming >= 0) {
      return resuming;
    }
    if (place < forced) {
      return forcedStrand(candidates);
    }
    Step here = open();
    if (!here.branches.isEmpty()) {
      int wanted = indexOf(candidates, here.branches.getFirst().strand);
      if (wanted >= 0) {
        return wanted;
      }
      strayed = true;
      here.branches.clear();
    }
    return awake(candidates, here);
  }

  private int forcedStrand(Candidates candidates) {
    int index = indexOf(candidates, path.get(place).strand);
    if (index < 0) {
      strayed = true;
      return 0;
    }
    return index;
  }

  /** Any that does not sleep, the running one first. */
  private int awake(Candidates candidates, Step here) {
    int found = -1;
    for (int i = 0; i < candidates.count(); i++) {
      if (!here.sleeps(known.get(candidates.strand(i)))) {
        if (candidates.isRunning(i)) {
          return i;
        }
        found = found < 0 ? i : found;
      }
    }
    return Math.max(found, 0);
  }

  private int indexOf(Candidates candidates, int strand) {
    for (int i = 0; i < candidates.count(); i++) {
      if (known.get(candidates.strand(i)) == strand) {
        return i;
      }
    }
    return -1;
  }

  /** One that only goes on after a wait touches nothing, so nothing is gained by letting it wait. */
  private int resuming(Candidates candidates) {
    for (int i = 0; i < candidates.count(); i++) {
      if (candidates.isResuming(i) && isSilent(known.get(candidates.strand(i)), candidates.operation(i))) {
        return i;
      }
    }
    return -1;
  }

  /** A wait that is given up is another thing than one that was granted: it leaves a queue. */
  private boolean isSilent(int strand, OpKind operation) {
    return operation != OpKind.SELECT && !cancelled.contains(strand);
  }

  /** The place that is next, with what sleeps there. */
  private Step open() {
    if (place < path.size()) {
      return path.get(place);
    }
    Step fresh = new Step(place);
    Step before = lastStep();
    if (before != null) {
      before.passOn(fresh);
    }
    fresh.branches = guide.isEmpty() ? new ArrayList<>(1) : guide;
    path.add(fresh);
    return fresh;
  }

  private @Nullable Step lastStep() {
    for (int at = place - 1; at >= 0; at--) {
      if (path.get(at).isStep()) {
        return path.get(at);
      }
    }
    return null;
  }

  /** A choice that is none between strands; {@code first} is what is taken where it was not made before. */
  final int alternative(int count, int first) {
    if (place >= path.size()) {
      Step fresh = new Step(place);
      fresh.alternatives = count;
      fresh.alternative = first;
      path.add(fresh);
    }
    Step here = path.get(place);
    place++;
    if (here.alternatives != count) {
      strayed = true;
      return 0;
    }
    return here.alternative;
  }

  // --- what happens ----------------------------------------------------------------------------------------

  @Override
  public void started(int strand, int by, long strandPath) {
    int number = dpor.known(strandPath);
    known.add(number);
    if (by != NOBODY) {
      madePossible.computeIfAbsent(number, _ -> new ArrayList<>()).add(placeOf(running));
    }
    if (running != null && running.operation == OpKind.SPAWN) {
      regions.put(number, running.resource);
    }
  }

  private int placeOf(@Nullable Step step) {
    return step == null ? Step.ALL : step.place;
  }

  @Override
  public void woken(int strand, int by) {
    if (broken) {
      return;
    }
    int number = known.get(strand);
    int giver = by == NOBODY ? Step.ALL : placeOf(running);
    madePossible.computeIfAbsent(number, _ -> new ArrayList<>()).add(giver);
    Step waiting = latest.get(number);
    if (waiting != null) {
      waiting.completedBy.add(giver);
    }
  }

  @Override
  public void cancelled(int strand) {
    Step doing = running;
    int number = known.get(strand);
    cancelled.add(number);
    if (doing != null && !broken) {
      doing.footprint = Touch.cancelling(doing.footprint, number);
    }
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (broken) {
      return;
    }
    int number = known.get(strand);
    if (resuming && isSilent(number, operation)) {
      running = latest.getOrDefault(number, running);
      return;
    }
    boolean fresh = place >= forced;
    Step here = open();
    here.took(number, operation, resource, Touch.of(operation, resource, number));
    here.region = regions.getOrDefault(number, 0L);
    here.after.clear();
    List<Integer> before = madePossible.remove(number);
    if (before != null) {
      here.after.addAll(before);
    }
    if (fresh) {
      redundant |= here.sleeps(number);
      if (!here.branches.isEmpty() && here.branches.getFirst().strand == number) {
        guide = here.branches.removeFirst().children;
      } else {
        guide = List.of();
      }
    }
    place++;
    running = here;
    latest.put(number, here);
  }
}
