package dev.asupersync.jfr;

import dev.asupersync.spi.observe.RuntimeObserver;

/** Tells JDK Flight Recorder of a runtime without configuration. */
public final class FlightEvents {

  private FlightEvents() {}

  /** For one runtime: {@code Runtimes.open(source, FlightEvents.observer())}. */
  public static RuntimeObserver observer() {
    return new FlightObserver();
  }
}
