package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Cannot be loaded without {@link Absent}. */
public final class Unlinked extends Absent implements InterpretationProvider {

  @Override
  public String name() {
    return "unlinked";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(new Still("unlinked"));
  }
}
