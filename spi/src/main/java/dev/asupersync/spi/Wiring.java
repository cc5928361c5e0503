package dev.asupersync.spi;

import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.ArrayList;
import java.util.List;

/** An interpretation and those who watch it. */
public record Wiring(Interpretation interpretation, List<RuntimeObserver> observers) {

  public Wiring {
    observers = List.copyOf(observers);
  }

  public static Wiring of(Interpretation interpretation) {
    return new Wiring(interpretation, List.of());
  }

  /** The same with one more observer, called after the others. */
  public Wiring observedBy(RuntimeObserver more) {
    List<RuntimeObserver> all = new ArrayList<>(observers);
    all.add(more);
    return new Wiring(interpretation, all);
  }
}
