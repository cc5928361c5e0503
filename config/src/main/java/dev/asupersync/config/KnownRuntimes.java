package dev.asupersync.config;

import java.util.Map;
import java.util.Optional;

/** The runtimes of this project, for advice when one of them is not on the class path. */
final class KnownRuntimes {

  private static final Map<String, String> ARTIFACTS = Map.of(
      "prod", "asupersync-impl-prod",
      "lab", "asupersync-impl-lab",
      "otel", "asupersync-impl-otel");

  private KnownRuntimes() {}

  static Optional<String> artifact(String name) {
    return Optional.ofNullable(ARTIFACTS.get(name));
  }
}
