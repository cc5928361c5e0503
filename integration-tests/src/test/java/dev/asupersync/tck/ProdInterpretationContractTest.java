package dev.asupersync.tck;

import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Interpretation;

class ProdInterpretationContractTest extends InterpretationContract {

  @Override
  public Interpretation open() {
    return ProdInterpretation.open();
  }
}
