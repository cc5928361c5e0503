package dev.asupersync.lab.fault;

/** Says what is injected at each point of one run. */
@FunctionalInterface
public interface FaultChooser {

  /** The number of a fault of the menu, or 0 for none. */
  int choose(FaultMenu menu);

  /** One that injects nothing. */
  FaultChooser NEVER = _ -> 0;
}
