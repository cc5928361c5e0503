package dev.asupersync.cli;

import dev.asupersync.Outcome;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabReport;

/** Tells how a run in the lab ended, to people and to the shell. */
final class Reports {

  private Reports() {}

  /** The exit code that stands for it. */
  static int tell(Terminal terminal, LabReport<?, ?> report) {
    report.violations().forEach(violation -> terminal.say("Violation: " + violation.text()));
    int code = report.outcome().map(outcome -> outcome(terminal, outcome)).orElse(ExitCode.LAB_VIOLATION);
    terminal.say(report.steps() + " steps, " + report.decisions() + " decisions, " + report.virtualTime()
        + " of virtual time." + (report.injected().isEmpty() ? "" : " Injected: " + report.injected() + "."));
    return report.isClean() ? code : violation(report.violations().getFirst().code());
  }

  private static int violation(ErrorCode code) {
    return switch (code) {
      case SCHEDULE_DIVERGED -> ExitCode.LAB_DIVERGED;
      case NONDETERMINISM, UNSEEN_STATE, NOT_CHECKED -> ExitCode.LAB_NONDETERMINISM;
      default -> ExitCode.LAB_VIOLATION;
    };
  }

  private static int outcome(Terminal terminal, Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?>(var value) -> {
        terminal.say("Ok" + (value == null ? "" : ": " + value));
        yield ExitCode.OK;
      }
      case Outcome.Err<?, ?>(Exception error) -> {
        terminal.say("Err: " + Failures.chain(error));
        yield ExitCode.LAB_FAILED;
      }
      case Outcome.Cancelled<?, ?>(var reason) -> {
        terminal.say("Cancelled: " + reason.explain());
        yield ExitCode.LAB_CANCELLED;
      }
      case Outcome.Panicked<?, ?>(Throwable cause) -> {
        terminal.say("Panicked: " + Failures.chain(cause) + "\n" + Failures.stack(cause));
        yield ExitCode.LAB_FAILED;
      }
    };
  }
}
