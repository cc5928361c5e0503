package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;

class LabProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wirings.lab();
  }
}
