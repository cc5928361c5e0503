package com.acme.turbo;

import dev.asupersync.spi.Wiring;
import dev.asupersync.tck.ProgramContract;

class TurboProgramTest extends ProgramContract {

  @Override
  public Wiring wiring() {
    return Wiring.of(new TurboInterpretation(4, Thread.ofVirtual().factory()));
  }
}
