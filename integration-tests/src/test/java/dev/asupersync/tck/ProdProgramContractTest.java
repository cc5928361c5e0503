package dev.asupersync.tck;

import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;

class ProdProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wiring.of(ProdInterpretation.open());
  }
}
