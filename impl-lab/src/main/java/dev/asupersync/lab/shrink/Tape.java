package dev.asupersync.lab.shrink;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ForwardingStrategy;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what a strategy does, as a {@link Plan}, and what it costs a person to follow it. */
final class Tape extends ForwardingStrategy {

  private final List<Long> paths = new ArrayList<>();
  private final List<Plan.Block> blocks = new ArrayList<>();
  private final List<Integer> others = new ArrayList<>();
  private final List<Plan.Strike> strikes = new ArrayList<>();
  private int running = NOBODY;
  private long inARow;
  private long preemptions;
  private long switches;
  private long steps;
  private long odd;
  private long between;
  private final Map<Integer, Long> stoppedAt = new HashMap<>();
  private boolean broken;

  Tape(ScheduleStrategy chooser) {
    super(chooser);
  }

  /** The whole run, up to where it broke a rule. */
  Plan made() {
    List<Plan.Block> all = new ArrayList<>(blocks);
    if (running != NOBODY) {
      all.add(new Plan.Block(paths.get(running), inARow));
    }
    return new Plan(all, Set.of(), others, strikes);
  }

  Cost cost() {
    return new Cost(preemptions, odd, switches, between, steps);
  }

  /** All but the first, which is that of the program itself. */
  List<Long> strands() {
    Set<Long> all = new LinkedHashSet<>(paths);
    if (!paths.isEmpty()) {
      all.remove(paths.getFirst());
    }
    return List.copyOf(all);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int chosen = chooser.choose(kind, candidates);
    if (!broken && candidates instanceof FaultMenu menu) {
      if (chosen > 0) {
        strikes.add(new Plan.Strike(menu.place(), menu.fault(chosen)));
        odd++;
      }
    } else if (!broken && kind != DecisionKind.STRAND) {
      others.add(chosen);
      odd += chosen == 0 ? 0 : 1;
    } else if (!broken && chosen >= 0 && chosen < candidates.count() && !candidates.isRunning(chosen)) {
      for (int i = 0; i < candidates.count(); i++) {
        if (candidates.isRunning(i)) {
          preemptions++;
          stoppedAt.put(candidates.strand(i), steps);
        }
      }
    }
    return chosen;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.add(path);
    super.started(strand, by, path);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (!broken) {
      Long since = stoppedAt.isEmpty() ? null : stoppedAt.remove(strand);
      between += since == null ? 0 : steps - since;
      steps++;
      if (strand != running) {
        if (running != NOBODY) {
          blocks.add(new Plan.Block(paths.get(running), inARow));
          switches++;
        }
        running = strand;
        inARow = 0;
      }
      inARow++;
    }
    super.stepped(strand, operation, resource, resuming);
  }

  @Override
  public void broken() {
    broken = true;
    super.broken();
  }
}
