package dev.asupersync.prod;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** {@code asupersync.runtime = prod}. It has no settings of its own. */
public final class ProdProvider implements InterpretationProvider {

  /** For {@code ServiceLoader}. */
  public ProdProvider() {}

  @Override
  public String name() {
    return "prod";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return Wiring.of(ProdInterpretation.open());
  }
}
