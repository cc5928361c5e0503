package dev.asupersync.cli;

import picocli.CommandLine.Option;

/** {@code --seed}. */
final class SeedOption {

  @Option(names = "--seed", paramLabel = "S", description = "What all random numbers are drawn from, those of the"
      + " program and those that choose schedules; where there are several seeds, the first. ${DEFAULT-VALUE}.")
  private long seed = 42;

  long value() {
    return seed;
  }
}
