package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Can be loaded, but misses {@link Absent} when it is asked to make something. */
public final class LateUnlinked implements InterpretationProvider {

  @Override
  public String name() {
    return "late";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(new Still(new Absent().toString()));
  }
}
