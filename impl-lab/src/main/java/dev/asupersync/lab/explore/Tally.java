package dev.asupersync.lab.explore;

import dev.asupersync.Outcome;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.explore.Exploration.Failure;
import dev.asupersync.lab.explore.Exploration.Kind;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts what runs showed, in their order. */
final class Tally {

  /** The first failure. */
  record First(Kind kind, long number, String strategy, String text, Schedule schedule, long outcome) {}

  private final String program;
  private final Search search;
  private final int oracles;
  private final Predicate<LabReport<?, ?>> failing;
  private final Classes classes = new Classes();
  private long runs;
  private long failures;
  private int judges;
  private Optional<First> first = Optional.empty();

  Tally(String program, Search search, int oracles, Predicate<LabReport<?, ?>> failing) {
    this.program = program;
    this.search = search;
    this.oracles = oracles;
    this.failing = failing;
  }

  long runs() {
    return runs;
  }

  double unseen() {
    return classes.unseen();
  }

  Optional<First> failure() {
    return first;
  }

  boolean isFailure(LabReport<?, ?> report) {
    return failing.test(report);
  }

  RunEnd add(Crew.Ran ran) {
    long outcome = OutcomeHash.of(ran.report());
    judges = ran.report().oracles().size();
    Classes.Found found = classes.add(ran.schedule(), outcome);
    Optional<Kind> kind = kind(ran, found);
    if (kind.isPresent()) {
      failures++;
      if (first.isEmpty()) {
        first = Optional.of(new First(
            kind.get(), runs, ran.strategy(), text(kind.get(), ran), ran.report().schedule(), outcome));
      }
    }
    return new RunEnd(runs++, ran.report(), ran.schedule(), found == Classes.Found.NEW);
  }

  private Optional<Kind> kind(Crew.Ran ran, Classes.Found found) {
    LabReport<?, ?> report = ran.report();
    boolean wasLed = report.isClean() || report.violations().getFirst().code() != ErrorCode.SCHEDULE_DIVERGED;
    if (!wasLed || report.oracles().size() < oracles || (ran.strands() > 1 && report.decisions() == 0)) {
      return Optional.of(Kind.NOT_CHECKED);
    }
    if (found == Classes.Found.ANOTHER_OUTCOME) {
      return Optional.of(Kind.NONDETERMINISM);
    }
    if (!failing.test(report)) {
      return Optional.empty();
    }
    return Optional.of(report.isClean() ? Kind.PROGRAM : Kind.VIOLATION);
  }

  private static String text(Kind kind, Crew.Ran ran) {
    LabReport<?, ?> report = ran.report();
    return switch (kind) {
      case PROGRAM, VIOLATION -> words(report);
      case NONDETERMINISM -> "CX-4020 A run of the same class of schedules ended in another way, so something decides"
          + " that the lab does not see, such as a field that tasks share: " + words(report);
      case NOT_CHECKED -> report.isClean()
          ? "CX-4023 The run says nothing: " + ran.strands() + " strands, " + report.decisions() + " choices between"
              + " them, " + report.oracles().size() + " oracles."
          : words(report);
    };
  }

  /** How it ended. */
  static String words(LabReport<?, ?> report) {
    if (!report.isClean()) {
      return report.violations().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
    if (report.outcome().isPresent()) {
      return switch (report.outcome().get()) {
        case Outcome.Ok<?, ?>(var value) -> "Ok: " + value;
        case Outcome.Err<?, ?>(Exception thrown) -> "Err: " + thrown;
        case Outcome.Cancelled<?, ?>(var reason) -> "Cancelled: " + reason.explain();
        case Outcome.Panicked<?, ?>(Throwable thrown) -> "Panicked: " + thrown;
      };
    }
    return "It had to be ended by force.";
  }

  Exploration result(long nanos, boolean isComplete, Optional<Failure> failure) {
    return new Exploration(program, search.describe(), runs, failures, search.classes().orElse(classes.count()),
        search.estimate(), classes.unseen(), nanos, isComplete, judges, failure);
  }
}
