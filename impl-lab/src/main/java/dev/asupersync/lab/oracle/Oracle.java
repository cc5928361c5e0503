package dev.asupersync.lab.oracle;

import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;

/** Judges one rule. The suite calls it from one thread at a time. */
public interface Oracle extends RuntimeObserver {

  /** Lower case with underscores, stable: it stands in configurations and reports. */
  String name();

  /** What was broken so far, in the order in which it happened, each with the names a person needs. */
  List<String> check();
}
