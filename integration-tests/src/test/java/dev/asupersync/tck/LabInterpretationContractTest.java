package dev.asupersync.tck;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.spi.Interpretation;
import java.util.List;

class LabInterpretationContractTest extends InterpretationContract {

  @Override
  public Interpretation open() {
    return LabInterpretation.of(LabConfig.defaults().oracles(List.of()));
  }
}
