package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Claims a name that is taken. */
public final class OtherAlpha implements InterpretationProvider {

  @Override
  public String name() {
    return "alpha";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(new Still("other"));
  }
}
