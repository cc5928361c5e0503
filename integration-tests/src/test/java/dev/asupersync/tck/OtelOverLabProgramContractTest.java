package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;

class OtelOverLabProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wirings.otelOver(Wirings.lab());
  }
}
