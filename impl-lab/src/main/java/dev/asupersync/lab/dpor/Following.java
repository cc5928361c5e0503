package dev.asupersync.lab.dpor;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: first along the known part of the path, then along the branch that is wanted, then as it comes, and never
 * with a step that sleeps if another can be taken. Writes down what happens.
 */
class Following implements ScheduleStrategy {

  private final Dpor dpor;
  private final Path path;
  private final int forced;

  /** What is wanted at the next place. */
  private List<Branch> guide;

  /** By the number of the strand in this run: the number by which it is known in all. */
  private int[] known = new int[16];

  /** By the number by which it is known in all. */
  private @Nullable Told[] told = new Told[16];

  private final Catalog catalog = new Catalog();
  private int place;
  private @Nullable Step running;

  /** How many strands were woken and have not gone on. */
  private int woken;

  private boolean redundant;
  private boolean strayed;
  private boolean broken;

  /** What was told of a strand. */
  private static final class Told {
    /** A wait of it has ended, and it has not gone on since. */
    boolean woken;

    /** Places of steps that made it possible that it goes on. */
    final Ints madePossible = new Ints();
    @Nullable Step latest;
    boolean cancelled;
    long region;
    long path;
    int opened;
  }

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

  /** Mostly it is where it was among the candidates when it was chosen before. */
  private int forcedStrand(Candidates candidates) {
    Step here = path.get(place);
    int before = here.candidate;
    if (before < candidates.count() && known[candidates.strand(before)] == here.strand) {
      return before;
    }
    int index = indexOf(candidates, here.strand);
    if (index < 0) {
      strayed = true;
      return 0;
    }
    here.candidate = index;
    return index;
  }

  /** Any that does not sleep, the running one first. */
  private int awake(Candidates candidates, Step here) {
    int found = -1;
    for (int i = 0; i < candidates.count(); i++) {
      if (!here.sleeps(known[candidates.strand(i)])) {
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
      if (known[candidates.strand(i)] == strand) {
        return i;
      }
    }
    return -1;
  }

  /** One that only goes on after a wait touches nothing, so nothing is gained by letting it wait. */
  private int resuming(Candidates candidates) {
    if (woken == 0) {
      return -1;
    }
    for (int i = 0; i < candidates.count(); i++) {
      if (candidates.isResuming(i) && isSilent(known[candidates.strand(i)], candidates.operation(i))) {
        return i;
      }
    }
    return -1;
  }

  /** A wait that is given up is another thing than one that was granted: it leaves a queue. */
  private boolean isSilent(int strand, OpKind operation) {
    return operation != OpKind.SELECT && !told(strand).cancelled;
  }

  /** The place that is next, with what sleeps there. */
  private Step open() {
    if (place < path.size()) {
      return path.get(place);
    }
    Step before = lastStep();
    Step fresh = path.open();
    if (before != null) {
      before.passOn(fresh);
    }
    if (!guide.isEmpty()) {
      fresh.branches = guide;
    }
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
      Step fresh = path.open();
      fresh.alternatives = count;
      fresh.alternative = first;
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

  private Told told(int number) {
    if (number >= told.length) {
      told = Arrays.copyOf(told, Math.max(number + 1, told.length * 2));
    }
    Told of = told[number];
    if (of == null) {
      of = new Told();
      told[number] = of;
    }
    return of;
  }

  @Override
  public void started(int strand, int by, long strandPath) {
    if (strand >= known.length) {
      known = Arrays.copyOf(known, strand * 2);
    }
    int number = dpor.known(strandPath);
    known[strand] = number;
    Told of = told(number);
    of.path = strandPath;
    if (by != NOBODY) {
      of.madePossible.add(placeOf(running));
    }
    if (running != null && running.operation == OpKind.SPAWN) {
      of.region = running.resource;
    }
  }

  @Override
  public void opened(int strand, long resource, long capacity) {
    Told of = told(known[strand]);
    catalog.opened(resource, SplitMix.mix(of.path + ++of.opened), capacity);
  }

  private int placeOf(@Nullable Step step) {
    return step == null ? Step.ALL : step.place;
  }

  @Override
  public void woken(int strand, int by) {
    if (broken) {
      return;
    }
    Told of = told(known[strand]);
    if (!of.woken) {
      of.woken = true;
      woken++;
    }
    int giver = by == NOBODY ? Step.ALL : placeOf(running);
    of.madePossible.add(giver);
    if (of.latest != null) {
      of.latest.completedBy.add(giver);
    }
  }

  @Override
  public void cancelled(int strand) {
    Step doing = running;
    int number = known[strand];
    told(number).cancelled = true;
    if (doing != null && !broken) {
      if (doing.strand == number) {
        // its own budget is used up, so that the operation may not have happened
        catalog.unclear(doing.resource);
        doing.unclear(dpor.touch());
      }
      doing.footprint = dpor.touch().cancelling(doing.footprint, number);
    }
  }

  @Override
  public void looked(int strand) {
    Step doing = running;
    if (doing != null && !broken && doing.strand == known[strand]) {
      doing.looked(dpor.touch());
    }
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (broken) {
      return;
    }
    int number = known[strand];
    Told of = told(number);
    if (of.woken) {
      of.woken = false;
      woken--;
    }
    if (resuming && isSilent(number, operation)) {
      running = of.latest != null ? of.latest : running;
      return;
    }
    boolean fresh = place >= forced;
    Step here = open();
    if (of.cancelled || (operation == OpKind.CHANNEL_SEND && catalog.wasPut(resource))) {
      catalog.unclear(resource); // it may end without what it was about to do, or overtake a put that waits
    }
    here.took(number, operation, resource, resuming, catalog, dpor.touch());
    keepClear(operation, resource);
    here.region = of.region;
    for (int i = 0; i < of.madePossible.size(); i++) {
      here.after.add(of.madePossible.get(i));
    }
    of.madePossible.clear();
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
    of.latest = here;
  }

  /** Notes what is more than putting messages into a queue and taking them out. */
  private void keepClear(OpKind operation, long resource) {
    switch (operation) {
      case CHANNEL_TRY, CHANNEL_ABORT, CHANNEL_RECV, CHANNEL_CLOSE, CHANNEL_ACK, CHANNEL_NACK ->
          catalog.unclear(resource);
      case CHANNEL_PUT -> catalog.put(resource);
      case SELECT -> catalog.allUnclear();
      default -> { }
    }
  }
}
