package dev.asupersync.lab.shrink;

import dev.asupersync.Outcome;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.Violation;

/** What makes two failures the same: not the figures in it, which change with the schedule. */
final class Signature {

  private Signature() {}

  /** Empty for a run that does not fail. */
  static String of(LabReport<?, ?> report) {
    if (!report.isClean()) {
      Violation first = report.violations().getFirst();
      return first.code() + " " + subject(first.text());
    }
    return report.outcome().map(Signature::of).orElse("ended by force");
  }

  private static String of(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Err<?, ?>(Exception error) -> "Err " + words(error);
      case Outcome.Panicked<?, ?>(Throwable cause) -> "Panicked " + words(cause);
      case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> "";
    };
  }

  private static String words(Throwable thrown) {
    return (thrown.getClass().getName() + " " + thrown.getMessage()).replaceAll("[0-9]+", "#");
  }

  /** The oracle that found it, if one did. */
  private static String subject(String text) {
    return text.startsWith("Oracle ") ? text.substring(0, Math.max(0, text.indexOf(':'))) : "";
  }
}
