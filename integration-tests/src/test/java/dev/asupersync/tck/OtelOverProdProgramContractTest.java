package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;

class OtelOverProdProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wirings.otelOver(Wirings.prod());
  }
}
