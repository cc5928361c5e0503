package dev.asupersync.lab;

import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultPoints;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;

/** Leaves everything to another strategy; who watches or changes some of it overrides that, and calls this as well. */
public abstract class ForwardingStrategy implements ScheduleStrategy {

  /** Who chooses. */
  protected final ScheduleStrategy chooser;

  private final boolean told;

  protected ForwardingStrategy(ScheduleStrategy chooser) {
    this.chooser = chooser;
    this.told = chooser.follows();
  }

  @Override
  public FaultPlan plan() {
    return chooser.plan();
  }

  @Override
  public void attached(FaultPoints points) {
    chooser.attached(points);
  }

  @Override
  public boolean follows() {
    return told;
  }

  @Override
  public boolean minds(Lane lane) {
    return chooser.minds(lane);
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    return chooser.choose(kind, candidates);
  }

  @Override
  public void started(int strand, int by, long path) {
    if (told) {
      chooser.started(strand, by, path);
    }
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    if (told) {
      chooser.stepped(strand, operation, resource, resuming);
    }
  }

  @Override
  public void looked(int strand) {
    if (told) {
      chooser.looked(strand);
    }
  }

  @Override
  public void opened(int strand, long resource, long capacity) {
    if (told) {
      chooser.opened(strand, resource, capacity);
    }
  }

  @Override
  public void woken(int strand, int by) {
    if (told) {
      chooser.woken(strand, by);
    }
  }

  @Override
  public void cancelled(int strand) {
    if (told) {
      chooser.cancelled(strand);
    }
  }

  @Override
  public void broken() {
    chooser.broken();
  }

  @Override
  public void ended() {
    chooser.ended();
  }

  @Override
  public String describe() {
    return chooser.describe();
  }
}
