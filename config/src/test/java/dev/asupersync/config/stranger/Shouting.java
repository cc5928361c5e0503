package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Has a name that nobody could write as a section. */
public final class Shouting implements InterpretationProvider {

  @Override
  public String name() {
    return "LOUD one";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(new Still("loud"));
  }
}
