package dev.asupersync.cli;

import dev.asupersync.lab.LabReport;
import picocli.CommandLine.Option;

/** {@code --trace} of what makes a run in the lab and shows it. */
final class EventsOption {

  @Option(names = "--trace", description = "Show every event.")
  private boolean trace;

  boolean isGiven() {
    return trace;
  }

  void show(LabReport<?, ?> report, Terminal terminal) {
    if (trace) {
      terminal.out().print(report.trace().text());
    }
  }
}
