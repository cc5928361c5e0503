package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;
import org.junit.jupiter.api.AfterEach;

class OtelOverProdProgramContractTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wirings.otelOver(Wirings.prod());
  }

  @AfterEach
  void every_span_lies_within_its_parent() {
    Wirings.assertSpansWereEnclosed();
  }
}
