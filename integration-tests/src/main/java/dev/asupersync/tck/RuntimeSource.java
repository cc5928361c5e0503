package dev.asupersync.tck;

import dev.asupersync.spi.Wiring;

/** Where the contracts of programs get the interpretation to run them on. */
public interface RuntimeSource {

  /** A new interpretation with those who watch it, configured alike each time. The test closes it. */
  Wiring wiring();
}
