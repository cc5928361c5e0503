package dev.asupersync.mdc;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;

/** {@code asupersync.mdc.enabled}: the tasks of each runtime that is opened have the MDC of who spawned them. */
public final class MdcProvider implements ObserverProvider {

  /** For {@code ServiceLoader}. */
  public MdcProvider() {}

  @Override
  public String name() {
    return "mdc";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    return settings.flag("enabled") ? List.of(MdcContext.carrier()) : List.of();
  }
}
