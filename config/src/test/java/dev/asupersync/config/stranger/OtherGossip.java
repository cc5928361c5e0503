package dev.asupersync.config.stranger;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;

/** Has the same name. */
public final class OtherGossip implements ObserverProvider {

  @Override
  public String name() {
    return "gossip";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    return List.of();
  }
}
