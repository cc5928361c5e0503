package dev.asupersync.lab.explore;

import dev.asupersync.Outcome;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.SplitMix;
import java.util.regex.Pattern;

/**
 * What came of a run, in one number, without what may differ though nothing does: where an object lies in memory, and
 * the numbers of tasks, regions and obligations.
 */
final class OutcomeHash {

  private static final Pattern PLACE = Pattern.compile("@[0-9a-f]{4,}|\\b[TROC]\\d+\\b");

  private OutcomeHash() {}

  static long of(LabReport<?, ?> report) {
    if (!report.isClean()) {
      return hash("violated " + report.violations().getFirst().code());
    }
    return report.outcome().map(OutcomeHash::hash).orElse(0L);
  }

  private static long hash(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?>(var value) -> hash("ok " + value);
      case Outcome.Err<?, ?>(Exception thrown) -> hash("err " + thrown);
      case Outcome.Cancelled<?, ?> _ -> hash("cancelled");
      case Outcome.Panicked<?, ?>(Throwable thrown) -> hash("panicked " + thrown);
    };
  }

  private static long hash(String text) {
    String told = PLACE.matcher(text).replaceAll("");
    long hash = told.length();
    for (int i = 0; i < told.length(); i++) {
      hash = SplitMix.mix(hash + told.charAt(i));
    }
    return hash;
  }
}
