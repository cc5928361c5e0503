package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes down at random through the tree that has one leaf for each class, and multiplies by how many ways there were
 * to go on at each place: on average that is the number of the leaves (Knuth 1975).
 *
 * <p>The tree is that of persistent sets with sleep sets (Godefroid 1996). At each place only strands are considered
 * that whoever is left alone will not mind ({@link Futures}); what could have come first at an earlier place, and
 * commutes with all that came since, sleeps. Where everything that is considered sleeps, the classes below were
 * counted elsewhere, and the descent counts as 0; so does one in which a strand spins, because there it has no end.
 * One that has multiplied to more than a million million is not looked at further: there are too many.
 */
final class Descent implements ScheduleStrategy {

  private static final long PURPOSE = 16;

  /** Where many could go on, so many sets are compared. */
  private static final int TRIES = 8;

  /** Beyond that nobody counts, and the rest of the way is a walk. */
  private static final double ENDLESS = 1e12;

  /** What a strand is about to do, and sleeps for. */
  private record Pending(OpKind operation, long resource) {}

  private final long seed;
  private final SplitMix dice;
  private final Futures futures;
  private final Futures.Sample record = new Futures.Sample();
  private final Paths paths = new Paths();
  private final Paths steps = new Paths();
  private final Map<Integer, Pending> asleep = new HashMap<>();
  private @Nullable Pending[] within = new Pending[16];
  private boolean[] over = new boolean[16];
  private final Patience patience = new Patience();
  private double leaves = 1;
  private boolean broken;
  private boolean cancelled;

  Descent(long seed, Futures futures) {
    this.seed = seed;
    this.dice = new SplitMix(seed, PURPOSE);
    this.futures = futures;
  }

  /** A walk that only shows what strands do. */
  static Descent learning(long seed) {
    Descent walk = new Descent(seed, new Futures());
    walk.leaves = Double.POSITIVE_INFINITY;
    return walk;
  }

  /** How many leaves the tree has, by this descent alone. */
  double leaves() {
    return leaves;
  }

  /** Whether these are more than anybody counts. */
  boolean isEndless() {
    return leaves > ENDLESS;
  }

  /** Whether a strand was cancelled: then the tree is another one, and the number says nothing. */
  boolean wasCancelled() {
    return cancelled;
  }

  Futures.Sample record() {
    return record;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.set(strand, path);
    steps.set(strand, 0);
    if (strand >= over.length) {
      over = Arrays.copyOf(over, strand * 2);
      within = Arrays.copyOf(within, strand * 2);
    }
    record.started(strand, path, by, by == NOBODY ? 0 : (int) steps.get(by));
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (broken) {
      return;
    }
    if (resuming && operation != OpKind.SELECT) {
      return;
    }
    steps.set(strand, steps.get(strand) + 1);
    record.stepped(strand, (int) steps.get(strand), operation, resource);
    within[strand] = new Pending(operation, resource);
    over[strand] = operation == OpKind.END;
    if (isEndless()) {
      return;
    }
    if (asleep.remove(strand) != null) {
      leaves = 0;
    }
    asleep.values().removeIf(other -> Touched.race(other.operation, other.resource, operation, resource));
  }

  @Override
  public void cancelled(int strand) {
    cancelled |= !broken;
  }

  @Override
  public void broken() {
    broken = true;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int count = candidates.count();
    if (broken || leaves == 0 || isEndless()) {
      return dice.below(count);
    }
    if (kind != DecisionKind.STRAND) {
      leaves *= count;
      return dice.below(count);
    }
    boolean[] considered = considered(candidates);
    int awake = 0;
    for (int i = 0; i < count; i++) {
      considered[i] &= !asleep.containsKey(candidates.strand(i));
      awake += considered[i] ? 1 : 0;
    }
    if (awake == 0) {
      leaves = 0;
      return dice.below(count);
    }
    leaves *= awake;
    int nth = dice.below(awake);
    for (int i = 0; ; i++) {
      if (considered[i]) {
        if (nth-- == 0) {
          leaves = patience.endsWith(candidates.strand(i)) ? 0 : leaves;
          return i;
        }
        asleep.put(candidates.strand(i), new Pending(candidates.operation(i), candidates.resource(i)));
      }
    }
  }

  /** The set with the fewest that are awake, of those that grow from one candidate each. */
  private boolean[] considered(Candidates candidates) {
    int count = candidates.count();
    boolean[] best = new boolean[count];
    Arrays.fill(best, true);
    int least = awake(best, candidates);
    int first = first(candidates);
    for (int i = 0; i < Math.min(count, TRIES) && least > 1; i++) {
      boolean[] grown = grown((first + i) % count, candidates);
      int some = awake(grown, candidates);
      if (some < least) {
        least = some;
        best = grown;
      }
    }
    return best;
  }

  /** One that changes nothing, or for whose end somebody waits: it is minded by few, and often is a set of its own. */
  private int first(Candidates candidates) {
    int awaited = -1;
    for (int i = 0; i < candidates.count(); i++) {
      if (!asleep.containsKey(candidates.strand(i))) {
        if (isHarmless(candidates, i)) {
          return i;
        }
        awaited = awaited < 0 && isAwaited(candidates, i) ? i : awaited;
      }
    }
    return awaited < 0 ? dice.below(candidates.count()) : awaited;
  }

  private boolean isAwaited(Candidates candidates, int index) {
    for (int strand = 0; strand < paths.size(); strand++) {
      if (awaits(strand, candidates.id(index))) {
        return true;
      }
    }
    return false;
  }

  private boolean awaits(int strand, long task) {
    Pending waiting = within[strand];
    return waiting != null && waiting.operation == OpKind.JOIN && waiting.resource == task;
  }

  private static boolean isHarmless(Candidates candidates, int index) {
    OpKind operation = candidates.operation(index);
    return Touched.by(operation, candidates.resource(index)) == Touched.NOTHING || !Touched.changes(operation);
  }

  private int awake(boolean[] set, Candidates candidates) {
    int awake = 0;
    for (int i = 0; i < set.length; i++) {
      awake += set[i] && !asleep.containsKey(candidates.strand(i)) ? 1 : 0;
    }
    return awake;
  }

  /** With one candidate all that will mind what is done in the set. */
  private boolean[] grown(int from, Candidates candidates) {
    int count = candidates.count();
    boolean[] set = new boolean[count];
    int[] queue = new int[count];
    int size = 0;
    set[from] = true;
    queue[size++] = from;
    for (int at = 0; at < size && size < count; at++) {
      int member = queue[at];
      if (candidates.isResuming(member) && candidates.operation(member) != OpKind.SELECT) {
        continue;
      }
      for (int strand = 0; strand < paths.size() && size < count; strand++) {
        if (over[strand] || strand == candidates.strand(member)
            || !minds(strand, candidates.operation(member), candidates.resource(member))) {
          continue;
        }
        int other = indexOf(strand, candidates);
        if (other < 0) {
          Arrays.fill(set, true);
          return set;
        }
        if (!set[other]) {
          set[other] = true;
          queue[size++] = other;
        }
      }
    }
    return set;
  }

  private boolean minds(int strand, OpKind operation, long resource) {
    return Futures.minds(futures.of(paths.get(strand)), (int) steps.get(strand) + 1, operation, resource);
  }

  /** The candidate that is that strand or, where that waits for the end of a task, that task; -1 for none. */
  private int indexOf(int strand, Candidates candidates) {
    int awaited = -1;
    for (int i = 0; i < candidates.count(); i++) {
      if (candidates.strand(i) == strand) {
        return i;
      }
      if (awaits(strand, candidates.id(i))) {
        awaited = i;
      }
    }
    return awaited;
  }

  @Override
  public String describe() {
    return "descent from seed " + seed;
  }
}
