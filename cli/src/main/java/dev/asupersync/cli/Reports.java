package dev.asupersync.cli;

import dev.asupersync.Outcome;
import dev.asupersync.lab.LabReport;
import org.jspecify.annotations.Nullable;

/** Tells how a run in the lab ended, to people and to the shell. */
final class Reports {

  private Reports() {}

  /** The exit code that stands for it. */
  static int tell(Terminal terminal, LabReport<@Nullable Object, Exception> report) {
    report.violations().forEach(violation -> terminal.say("Violation: " + violation.text()));
    int code = report.outcome().map(outcome -> outcome(terminal, outcome)).orElse(ExitCode.VIOLATION);
    terminal.say(report.steps() + " steps, " + report.decisions() + " decisions, " + report.virtualTime()
        + " of virtual time.");
    return report.isClean() ? code : ExitCode.VIOLATION;
  }

  private static int outcome(Terminal terminal, Outcome<@Nullable Object, Exception> outcome) {
    return switch (outcome) {
      case Outcome.Ok(var value) -> {
        terminal.say("Ok" + (value == null ? "" : ": " + value));
        yield ExitCode.OK;
      }
      case Outcome.Err(var error) -> {
        terminal.say("Err: " + Failures.chain(error));
        yield ExitCode.ERR;
      }
      case Outcome.Cancelled(var reason) -> {
        terminal.say("Cancelled: " + reason.explain());
        yield ExitCode.CANCELLED;
      }
      case Outcome.Panicked(var cause) -> {
        terminal.say("Panicked: " + Failures.chain(cause) + "\n" + Failures.stack(cause));
        yield ExitCode.PANICKED;
      }
    };
  }
}
