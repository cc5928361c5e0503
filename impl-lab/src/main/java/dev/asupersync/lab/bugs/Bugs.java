package dev.asupersync.lab.bugs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All programs with a known bug. */
public final class Bugs {

  private static final List<Bug> ALL = gather();

  private Bugs() {}

  private static List<Bug> gather() {
    List<Bug> all = new ArrayList<>(Accounts.all());
    all.addAll(Locks.all());
    all.addAll(Orders.all());
    all.addAll(Queues.all());
    all.addAll(Waits.all());
    all.addAll(Races.all());
    all.add(WorkStealing.bug());
    all.add(SafeStack.bug());
    return List.copyOf(all);
  }

  /** Always in the same order. */
  public static List<Bug> all() {
    return ALL;
  }

  public static Optional<Bug> named(String name) {
    return ALL.stream().filter(bug -> bug.name().equals(name)).findFirst();
  }
}
