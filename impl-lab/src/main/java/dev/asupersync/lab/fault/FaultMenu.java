package dev.asupersync.lab.fault;

import dev.asupersync.lab.Candidates;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;

/** What there is to choose from at a point: number 0 is nothing, the others are faults. */
public final class FaultMenu implements Candidates {

  private final Place place;
  private final List<FaultRule> rules = new ArrayList<>(2);
  private final List<Fault> faults = new ArrayList<>(4);

  /** What {@code plan} offers there. {@code left} says of each rule, by its number, whether it still asks. */
  public FaultMenu(FaultPlan plan, Place place, boolean[] left) {
    this.place = place;
    for (int i = 0; i < left.length; i++) {
      FaultRule rule = plan.rules().get(i);
      if (left[i] && rule.isAt(place.moment(), place.operation(), place.task())) {
        for (Fault fault : rule.faults()) {
          faults.add(fault);
          rules.add(rule);
        }
      }
    }
  }

  /** Whether there is nothing to choose. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  public Place place() {
    return place;
  }

  /** The fault of that number, from 1. */
  public Fault fault(int number) {
    return faults.get(number - 1);
  }

  /** The rule that offers it. */
  public FaultRule rule(int number) {
    return rules.get(number - 1);
  }

  @Override
  public int count() {
    return faults.size() + 1;
  }

  @Override
  public long id(int index) {
    return index;
  }

  @Override
  public int strand(int index) {
    return -1;
  }

  @Override
  public OpKind operation(int index) {
    return place.operation();
  }

  @Override
  public long resource(int index) {
    return 0;
  }

  @Override
  public boolean isResuming(int index) {
    return false;
  }

  @Override
  public boolean isRunning(int index) {
    return false;
  }
}
