package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;

class ProdProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wirings.prod();
  }
}
