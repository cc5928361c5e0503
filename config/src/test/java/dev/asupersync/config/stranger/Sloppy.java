package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Asks for a key for which its jar has no default. */
public final class Sloppy implements InterpretationProvider {

  @Override
  public String name() {
    return "sloppy";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(new Still(String.valueOf(context.settings().whole("size", 1, 9))));
  }
}
