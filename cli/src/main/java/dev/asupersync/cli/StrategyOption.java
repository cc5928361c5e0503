package dev.asupersync.cli;

import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import picocli.CommandLine.Option;

/** {@code --strategy}. */
final class StrategyOption {

  private static final String WITHOUT = "walk";

  @Option(names = "--strategy", paramLabel = "NAME", converter = StrategyName.class,
      completionCandidates = StrategyName.class,
      description = "What chooses the schedules: ${COMPLETION-CANDIDATES}. Without it " + WITHOUT + "; or, where all"
          + " schedules are explored, one of each class.")
  private String name = "";

  boolean isGiven() {
    return !name.isEmpty();
  }

  /** A new one, which draws from {@code seed}. */
  Search search(SeedOption seed) {
    return Searches.named(isGiven() ? name : WITHOUT, seed.value());
  }
}
