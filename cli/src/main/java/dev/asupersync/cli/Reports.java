package dev.asupersync.cli;

import dev.asupersync.Outcome;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.program.UsageException;

/** Tells how a run in the lab ended, to people and to the shell. */
final class Reports {

  private Reports() {}

  /** Tells people, and gives the exit code that stands for it. */
  static int tell(Terminal terminal, LabReport<?, ?> report) {
    report.violations().forEach(violation -> terminal.say("Violation: " + violation.code().format(violation.text())));
    report.outcome().ifPresent(outcome -> outcome(terminal, outcome));
    terminal.say(report.steps() + " steps, " + report.decisions() + " decisions, " + report.virtualTime()
        + " of virtual time." + (report.injected().isEmpty() ? "" : " Injected: " + report.injected() + "."));
    return exitCode(report);
  }

  /** The exit code that stands for it. */
  static int exitCode(LabReport<?, ?> report) {
    if (!report.isClean()) {
      return violation(report.violations().getFirst().code());
    }
    return switch (report.outcome().orElse(null)) {
      case null -> ExitCode.LAB_VIOLATION;
      case Outcome.Ok<?, ?> _ -> ExitCode.OK;
      case Outcome.Cancelled<?, ?> _ -> ExitCode.LAB_CANCELLED;
      case Outcome.Err<?, ?>(UsageException _) -> ExitCode.USAGE;
      case Outcome.Err<?, ?> _, Outcome.Panicked<?, ?> _ -> ExitCode.LAB_FAILED;
    };
  }

  /** The same for machines. */
  static Json json(LabReport<?, ?> report) {
    String[] told = switch (report.outcome().orElse(null)) {
      case null -> new String[] {"none", ""};
      case Outcome.Ok<?, ?>(var value) -> new String[] {"ok", String.valueOf(value)};
      case Outcome.Err<?, ?>(Exception error) -> new String[] {"err", Failures.chain(error)};
      case Outcome.Cancelled<?, ?>(var reason) -> new String[] {"cancelled", reason.explain()};
      case Outcome.Panicked<?, ?>(Throwable cause) -> new String[] {"panicked", Failures.chain(cause)};
    };
    return new Json()
        .put("outcome", told[0])
        .put("result", told[1])
        .raw("violations", Json.list(report.violations().stream()
            .map(one -> new Json().put("code", one.code().code()).put("text", one.text()).toString()).toList()))
        .put("steps", report.steps())
        .put("decisions", report.decisions())
        .put("virtualNanos", report.virtualTime().toNanos())
        .put("scheduleHash", report.scheduleHash());
  }

  private static int violation(ErrorCode code) {
    return switch (code) {
      case SCHEDULE_DIVERGED -> ExitCode.LAB_DIVERGED;
      case NONDETERMINISM, UNSEEN_STATE, NOT_CHECKED -> ExitCode.LAB_NONDETERMINISM;
      default -> ExitCode.LAB_VIOLATION;
    };
  }

  private static void outcome(Terminal terminal, Outcome<?, ?> outcome) {
    terminal.say(switch (outcome) {
      case Outcome.Ok<?, ?>(var value) -> "Ok" + (value == null ? "" : ": " + value);
      case Outcome.Err<?, ?>(UsageException wrong) -> ErrorCode.BAD_COMMAND_LINE.format(
          "The arguments of the program are wrong: " + wrong.getMessage());
      case Outcome.Err<?, ?>(Exception error) -> "Err: " + Failures.chain(error);
      case Outcome.Cancelled<?, ?>(var reason) -> "Cancelled: " + reason.explain();
      case Outcome.Panicked<?, ?>(Throwable cause) ->
          "Panicked: " + Failures.chain(cause) + "\n" + Failures.stack(cause);
    });
  }
}
