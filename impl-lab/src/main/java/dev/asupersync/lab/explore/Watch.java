package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ForwardingStrategy;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import org.jspecify.annotations.Nullable;

/**
 * Works out, while another strategy chooses, of which class the schedule is. What it hashes is known by the path of
 * strands, never by a number that depends on who came first.
 */
final class Watch extends ForwardingStrategy {

  private static final long ALARMS = 10L << 56;

  private final Folds folds = new Folds();
  private final Paths paths = new Paths();
  private final Paths steps = new Paths();
  private final Paths cancelled = new Paths();
  private long high;
  private long low;
  private long epoch;
  private int running = NOBODY;
  private long latest;
  private boolean broken;

  /** The latest operation, as long as only its step can tell whether it changes what it touches. */
  private @Nullable OpKind open;

  private long openResource;

  Watch(ScheduleStrategy chooser) {
    super(chooser);
  }

  /** How many strands there were. */
  int strands() {
    return paths.size();
  }

  ScheduleClass result() {
    settle(true);
    return new ScheduleClass(SplitMix.mix(high + folds.sum(0)), SplitMix.mix(low + folds.sum(1)));
  }

  @Override
  public boolean follows() {
    return true;
  }

  /** In an exploration nobody comes before others, so that all schedules are possible that production can have. */
  @Override
  public boolean minds(Lane lane) {
    return false;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int chosen = chooser.choose(kind, candidates);
    if (kind == DecisionKind.SELECT && running != NOBODY) {
      count(event(running, OpKind.SELECT) + chosen);
    } else if (kind == DecisionKind.ALARM) {
      folds.change(ALARMS, chosen + 1L);
    } else if (kind == DecisionKind.FAULT && chosen > 0) {
      epoch = SplitMix.mix(epoch + 127L * chosen + result().high());
    }
    return chosen;
  }

  @Override
  public void started(int strand, int by, long path) {
    paths.set(strand, path);
    steps.set(strand, 0);
    cancelled.set(strand, 0);
    super.started(strand, by, path);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (!broken && !(resuming && operation != OpKind.SELECT && cancelled.get(strand) == 0)) {
      note(strand, operation, resource);
    }
    super.stepped(strand, operation, resource, resuming);
  }

  @Override
  public void looked(int strand) {
    if (!broken) {
      settle(false);
    }
    super.looked(strand);
  }

  private void settle(boolean changed) {
    OpKind operation = open;
    if (operation != null) {
      open = null;
      fold(Touched.by(operation, openResource), changed);
      if (operation == OpKind.TRY_ACQUIRE) {
        fold(Touched.freeOf(openResource), changed);
      }
    }
  }

  private void fold(long thing, boolean change) {
    if (change) {
      folds.change(thing, latest);
    } else {
      folds.look(thing, latest);
    }
  }

  private void note(int strand, OpKind operation, long resource) {
    settle(true);
    running = strand;
    steps.set(strand, steps.get(strand) + 1);
    latest = event(strand, operation);
    count(latest);
    long thing = Touched.by(operation, resource);
    if (thing == Touched.EVERYTHING) {
      epoch = SplitMix.mix(epoch + latest + result().high());
    } else if (operation == OpKind.CELL_CAS || operation == OpKind.TRY_ACQUIRE) {
      open = operation;
      openResource = resource;
    } else if (thing != Touched.NOTHING) {
      fold(thing, operation == OpKind.RELEASE || Touched.changes(operation)); // one that tries minds who gives back
    }
  }

  private long event(int strand, OpKind operation) {
    return SplitMix.mix(paths.get(strand) + 31 * steps.get(strand)) + operation.code() + epoch;
  }

  private void count(long event) {
    high += SplitMix.mix(event);
    low += SplitMix.mix(event ^ 0x3C6EF372FE94F82AL);
  }

  @Override
  public void cancelled(int strand) {
    if (!broken) {
      cancelled.set(strand, 1);
      folds.change(Touched.cancellationOf(strand), latest + 31 * steps.get(strand) + paths.get(strand));
      folds.change(Touched.REGIONS, latest);
    }
    super.cancelled(strand);
  }

  @Override
  public void broken() {
    broken = true;
    super.broken();
  }
}
