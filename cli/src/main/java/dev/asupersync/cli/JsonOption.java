package dev.asupersync.cli;

import picocli.CommandLine.Option;

/** {@code --json}. */
final class JsonOption {

  @Option(names = "--json",
      description = "Print a JSON object instead of text; where there are several, each in a line of its own.")
  private boolean json;

  boolean isGiven() {
    return json;
  }
}
