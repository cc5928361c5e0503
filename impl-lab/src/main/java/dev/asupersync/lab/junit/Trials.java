package dev.asupersync.lab.junit;

import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.Violation;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Recorder;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.explore.Searches;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The runs of one test method. Throws AssertionError for the first that fails. */
final class Trials {

  private final String name;
  private final LabConfig config;
  private final Task<@Nullable Object, Exception> program;

  Trials(String name, LabConfig config, Task<@Nullable Object, Exception> program) {
    this.name = name;
    this.config = config;
    this.program = program;
  }

  /** A random walk for each seed; one that fails is made again, with its trace. */
  void walk(long runs, int seeds) {
    for (long i = 0; i < runs; i++) {
      LabConfig next = config.seed(config.seed() + i);
      LabReport<@Nullable Object, Exception> report = LabRuntime.create(next).unrecorded()
          .run(new RandomWalk(next.seed()), Exception.class, program);
      if (isFailure(report)) {
        Recorder recorder = new Recorder(new RandomWalk(next.seed()));
        LabReport<@Nullable Object, Exception> again = LabRuntime.create(next).run(recorder, Exception.class, program);
        LabReport<?, ?> told = isFailure(again) ? again : report.with(unsteady(next.seed()));
        throw failure("Seed " + next.seed() + ", number " + (i + 1) + " of " + seeds, told,
            recorder.token(name, next.entropySeed().orElse(next.seed())));
      }
    }
  }

  private static Violation unsteady(long seed) {
    return new Violation(ErrorCode.NONDETERMINISM, "Seed " + seed + " failed, and did not fail when it was run again:"
        + " something decides that the lab does not control. Run LabRuntime.checkDeterminism with it.");
  }

  /** One after the other, because the methods of a test share its fields. */
  void explore(String strategy, long schedules) {
    Exploration found = Explorer.of(config).threads(1).failing(Trials::isFailure).budget(Budget.schedules(schedules))
        .explore(name, Searches.named(strategy.toLowerCase(Locale.ROOT), config.seed()), Exception.class, program);
    if (found.failure().isPresent()) {
      Exploration.Failure first = found.failure().get();
      String which = "Schedule " + (first.number() + 1) + " of " + schedules + " (" + first.strategy() + ")";
      throw failure(which, first.report(), first.token(),
          first.kind() == Exploration.Kind.PROGRAM || first.kind() == Exploration.Kind.VIOLATION ? "" : first.text());
    }
  }

  /** Whether the word is of this test; then it was replayed. */
  boolean replay(String word) {
    ReplayToken token = ReplayToken.parse(word);
    if (!token.isOf(name)) {
      return false;
    }
    Explorer.Replayed replayed = Explorer.of(config).replay(name, token, Exception.class, program);
    if (replayed.divergence().isPresent() || isFailure(replayed.report())) {
      throw failure("The replay", replayed.report(), token, replayed.divergence().orElse(""));
    }
    return true;
  }

  private static boolean isFailure(LabReport<?, ?> report) {
    return report.isFailure() || !report.outcome().map(Outcome::isOk).orElse(false);
  }

  private static AssertionError failure(String which, LabReport<?, ?> report, ReplayToken token) {
    return failure(which, report, token, "");
  }

  private static AssertionError failure(String which, LabReport<?, ?> report, ReplayToken token, String instead) {
    Throwable cause = null;
    String what = report.outcome().map(Object::toString).orElse("it had to be ended by force");
    if (report.outcome().isPresent()) {
      switch (report.outcome().get()) {
        case Outcome.Panicked<?, ?>(Throwable thrown) -> cause = thrown;
        case Outcome.Err<?, ?>(Exception thrown) -> cause = thrown;
        case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> {}
      }
    }
    if (!instead.isEmpty()) {
      what = instead;
    } else if (!report.isClean()) {
      what = String.join("\n", report.violations().stream().map(Object::toString).toList());
    } else if (cause != null) {
      what = String.valueOf(cause.getMessage());
    }
    return new AssertionError(
        which + ": " + what + "\n" + report.again() + "\nOnly this run: -Dasupersync.lab.replay=" + token, cause);
  }
}
