package com.acme.turbo;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** {@code asupersync.runtime = com.acme.turbo}. */
public final class TurboProvider implements InterpretationProvider {

  /** For {@code ServiceLoader}. */
  public TurboProvider() {}

  @Override
  public String name() {
    return "com.acme.turbo";
  }

  @Override
  public Wiring create(ProviderContext context) {
    int slots = (int) context.settings().whole("slots", 1, 1_000_000);
    return Wiring.of(new TurboInterpretation(slots, Thread.ofVirtual().factory()));
  }
}
