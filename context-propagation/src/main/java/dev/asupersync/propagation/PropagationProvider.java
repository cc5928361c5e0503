package dev.asupersync.propagation;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;

/**
 * {@code asupersync.context-propagation.enabled}: the tasks of each runtime that is opened have what the
 * {@code ThreadLocalAccessor}s of the process found where they were spawned.
 */
public final class PropagationProvider implements ObserverProvider {

  /** For {@code ServiceLoader}. */
  public PropagationProvider() {}

  @Override
  public String name() {
    return "context-propagation";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    return settings.flag("enabled") ? List.of(PropagatedContext.carrier()) : List.of();
  }
}
