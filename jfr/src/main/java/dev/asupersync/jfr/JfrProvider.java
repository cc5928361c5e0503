package dev.asupersync.jfr;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;

/** {@code asupersync.jfr.enabled}: each runtime that is opened tells JDK Flight Recorder of what it does. */
public final class JfrProvider implements ObserverProvider {

  /** For {@code ServiceLoader}. */
  public JfrProvider() {}

  @Override
  public String name() {
    return "jfr";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    return settings.flag("enabled") ? List.of(FlightEvents.observer()) : List.of();
  }
}
