package dev.asupersync.config;

import java.util.Map;
import java.util.Optional;

/** The runtimes and observers of this project, for advice when one of them is not on the class path. */
final class KnownRuntimes {

  private static final Map<String, String> RUNTIMES = Map.of(
      "prod", "asupersync-impl-prod",
      "lab", "asupersync-impl-lab",
      "capture", "asupersync-impl-lab",
      "replay", "asupersync-impl-lab",
      "otel", "asupersync-impl-otel");

  private static final Map<String, String> OBSERVERS = Map.of(
      "context-propagation", "asupersync-context-propagation",
      "debug", "asupersync-debug",
      "jfr", "asupersync-jfr",
      "mdc", "asupersync-mdc",
      "oracles", "asupersync-impl-lab");

  private KnownRuntimes() {}

  /** The artifact that brings the runtime of this name. */
  static Optional<String> artifact(String runtime) {
    return Optional.ofNullable(RUNTIMES.get(runtime));
  }

  /** What has the settings under {@code asupersync.<name>}: what it is called, and the artifact that brings it. */
  static Optional<String> ownerOf(String section) {
    return artifact(section)
        .map(jar -> "the runtime \"" + section + "\", which is not on the class path: add " + jar)
        .or(() -> Optional.ofNullable(OBSERVERS.get(section))
            .map(jar -> "the observer \"" + section + "\", which is not on the class path: add " + jar));
  }
}
