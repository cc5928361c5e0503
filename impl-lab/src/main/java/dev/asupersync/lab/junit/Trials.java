package dev.asupersync.lab.junit;

import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.Violation;
import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Recorder;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.lab.inject.Injection;
import dev.asupersync.lab.inject.InjectionReport;
import dev.asupersync.lab.inject.Points;
import dev.asupersync.lab.shrink.Shrinker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The runs of one test method. Throws AssertionError for the first that fails. */
final class Trials {

  private static final long INJECTED_SCHEDULES = 20;

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
          .run(next.chaos().beside(new RandomWalk(next.seed()), next.seed()), Exception.class, program);
      if (isFailure(report)) {
        Recorder recorder =
            new Recorder(next.chaos().beside(new RandomWalk(next.seed()), next.seed()));
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
    Exploration found = Explorer.of(config).threads(1).failing(this::isFailure).budget(Budget.schedules(schedules))
        .explore(name, Searches.named(strategy.toLowerCase(Locale.ROOT), config.seed()), Exception.class, program);
    if (found.failure().isPresent()) {
      Exploration.Failure first = found.failure().get();
      String which = "Schedule " + (first.number() + 1) + " of " + schedules + " (" + first.strategy() + ")";
      boolean isOfTheProgram =
          first.kind() == Exploration.Kind.PROGRAM || first.kind() == Exploration.Kind.VIOLATION;
      throw isOfTheProgram
          ? failure(which, first.report(), first.token())
          : failure(which, first.report(), first.token(), first.text(), "");
    }
  }

  /** Cancelled at each point. */
  void inject(LabTest test) {
    InjectionReport found = Injection.of(config).threads(1)
        .search(() -> Searches.named(test.schedules() == 0 ? "walk" : test.strategy(), config.seed()))
        .schedules(test.schedules() == 0 ? INJECTED_SCHEDULES : test.schedules())
        .kinds(List.of(test.inject()))
        .targets(Arrays.stream(test.injectInto()).map(Target::parse).toList())
        .points(Points.parse(test.injectAt(), config.seed()))
        .allowing(List.of(test.allowing()))
        .mostFailures(1)
        .run(name, Exception.class, program);
    if (found.without().isPresent()) {
      Exploration.Failure first = found.without().get();
      throw failure("Without any cancellation", first.report(), first.token());
    }
    if (!found.failures().isEmpty()) {
      InjectionReport.Found first = found.failures().getFirst();
      throw failure(first.fault() + " at " + first.place(), first.failure().report(), first.failure().token());
    }
    if (found.nothing().isPresent()) {
      throw new AssertionError(found.nothing().get());
    }
  }

  /** Whether the word is of this test; then it was replayed. */
  boolean replay(String word) {
    ReplayToken token = ReplayToken.parse(word);
    if (!token.isOf(name)) {
      return false;
    }
    Explorer.Replayed replayed = Explorer.of(config).replay(name, token, Exception.class, program);
    boolean fails = token.plan().isNone() ? isFailure(replayed.report()) : replayed.report().isFailure();
    if (replayed.divergence().isPresent() || fails) {
      throw failure("The replay", replayed.report(), token, replayed.divergence().orElse(""), "");
    }
    return true;
  }

  /** Where nothing cancels it from outside, a test that ends Cancelled has failed, too. */
  private boolean isFailure(LabReport<?, ?> report) {
    Chaos chaos = config.chaos();
    boolean isCancelled = chaos.chance(Chaos.Trouble.CANCEL) + chaos.chance(Chaos.Trouble.EXHAUST) > 0;
    return report.isFailure() || !(isCancelled || report.outcome().map(Outcome::isOk).orElse(false));
  }

  private AssertionError failure(String which, LabReport<?, ?> report, ReplayToken token) {
    return failure(which, report, token, "", shortest(token));
  }

  private static AssertionError failure(
      String which, LabReport<?, ?> report, ReplayToken token, String instead, String shortest) {
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
    return new AssertionError(which + ": " + what + "\n" + report.again()
        + "\nOnly this run: -Dasupersync.lab.replay=" + token + shortest, cause);
  }

  /** The same failure with as little as possible around it. */
  private String shortest(ReplayToken token) {
    try {
      return Shrinker.brief(config.entropySeed(token.seed()))
          .shrink(name, Replay.of(token), Exception.class, program)
          .map(shrunk -> "\nThe shortest: -Dasupersync.lab.replay=" + shrunk.token() + "\n" + shrunk.brief())
          .orElse("");
    } catch (CxViolationException diverged) {
      return ""; // what was told above is all that can be said
    }
  }
}
