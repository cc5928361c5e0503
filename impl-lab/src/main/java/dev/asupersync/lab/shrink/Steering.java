package dev.asupersync.lab.shrink;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;

/** Runs as a {@link Plan} says. */
final class Steering implements ScheduleStrategy {

  /** A strand that is chosen so often in a row may wait, in a loop, for what another would do. */
  private static final int PATIENCE = 1_000;

  private final Plan plan;
  private final FaultPlan faults;
  private final boolean lanes;
  private final List<Long> paths = new ArrayList<>();
  private int block;
  private long made;
  private int other;
  private int kept = -1;
  private int inARow;

  Steering(Plan plan, FaultPlan faults, boolean lanes) {
    this.plan = plan;
    this.faults = faults;
    this.lanes = lanes;
  }

  @Override
  public FaultPlan plan() {
    return faults;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public boolean minds(Lane lane) {
    return lanes;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.add(path);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (block < plan.blocks().size() && plan.blocks().get(block).strand() == paths.get(strand)
        && ++made >= plan.blocks().get(block).steps()) {
      block++;
      made = 0;
    }
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (candidates instanceof FaultMenu menu) {
      return plan.strike(menu);
    }
    if (kind != DecisionKind.STRAND) {
      int chosen = other < plan.others().size() ? plan.others().get(other) : 0;
      other++;
      return Math.min(chosen, candidates.count() - 1);
    }
    while (block < plan.blocks().size()) {
      int wanted = find(candidates, plan.blocks().get(block).strand());
      if (wanted >= 0) {
        return wanted;
      }
      block++;
      made = 0;
    }
    return usual(candidates);
  }

  private int find(Candidates candidates, long path) {
    for (int i = 0; i < candidates.count(); i++) {
      if (paths.get(candidates.strand(i)) == path) {
        return i;
      }
    }
    return -1;
  }

  /** The running one, then the oldest; those that are held last. */
  private int usual(Candidates candidates) {
    int best = 0;
    for (int i = 1; i < candidates.count(); i++) {
      best = rank(candidates, i) < rank(candidates, best) ? i : best;
    }
    int strand = candidates.strand(best);
    inARow = strand == kept ? inARow + 1 : 0;
    kept = strand;
    if (inARow > PATIENCE) {
      inARow = 0;
      return (best + 1) % candidates.count();
    }
    return best;
  }

  private long rank(Candidates candidates, int index) {
    long held = plan.held().contains(paths.get(candidates.strand(index))) ? 1L << 40 : 0;
    return held + (candidates.isRunning(index) ? 0 : candidates.strand(index) + 1L);
  }

  @Override
  public String describe() {
    return "a plan of " + plan.blocks().size() + " blocks";
  }
}
