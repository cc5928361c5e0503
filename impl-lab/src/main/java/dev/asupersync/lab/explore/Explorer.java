package dev.asupersync.lab.explore;

import dev.asupersync.Task;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.FixedSchedule;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RunLoop;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Exploration.Failure;
import dev.asupersync.lab.explore.Exploration.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program under one schedule after the other, as a {@link Search} wants them, until one fails or the budget is
 * spent.
 *
 * <pre>{@code
 * Exploration found = Explorer.of(LabConfig.defaults())
 *     .budget(Budget.schedules(10_000))
 *     .explore("transfer", Searches.surw(1), Exception.class, cx -> transfer(cx));
 * assertTrue(found.isOk(), found.toString());
 * }</pre>
 *
 * <p>Every run draws the same random numbers, so that only the schedule differs. Runs go on at the same time on all
 * cores: the program must keep what it changes to itself. What is found does not depend on how many there are, unless
 * the budget is a time.
 *
 * <p>A run of a class that was met before and that ends in another way is a failure: something decides that the lab
 * does not control. So is a run that was not checked as the settings ask for.
 *
 * <p>Threads: each call is one exploration of its own; a {@code Search} serves one.
 */
public final class Explorer {

  private final LabConfig config;
  private final Budget budget;
  private final int threads;
  private final boolean countsAll;
  private final Consumer<Exploration> listener;
  private final Predicate<LabReport<?, ?>> failing;

  private Explorer(LabConfig config, Budget budget, int threads, boolean countsAll, Consumer<Exploration> listener,
      Predicate<LabReport<?, ?>> failing) {
    this.config = config;
    this.budget = budget;
    this.threads = threads;
    this.countsAll = countsAll;
    this.listener = listener;
    this.failing = failing;
  }

  /** Up to 1000 runs, on all cores, to the first that fails. */
  public static Explorer of(LabConfig config) {
    return new Explorer(config, Budget.schedules(1_000), Runtime.getRuntime().availableProcessors(), false, _ -> {},
        LabReport::isFailure);
  }

  public Explorer budget(Budget value) {
    return new Explorer(config, value, threads, countsAll, listener, failing);
  }

  /** How many runs go on at the same time: 1 for a program that keeps things from one run to the next. */
  public Explorer threads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("An explorer with " + value + " threads: needs 1 or more.");
    }
    return new Explorer(config, budget, value, countsAll, listener, failing);
  }

  /** Goes on behind failures and counts them. */
  public Explorer countingAll() {
    return new Explorer(config, budget, threads, true, listener, failing);
  }

  /** Tells of what was found so far, after each round. */
  public Explorer listener(Consumer<Exploration> value) {
    return new Explorer(config, budget, threads, countsAll, value, failing);
  }

  /** What counts as a failure; {@link LabReport#isFailure} if nothing is said. It has the last word on violations. */
  public Explorer failing(Predicate<LabReport<?, ?>> value) {
    return new Explorer(config, budget, threads, countsAll, listener, value);
  }

  /**
   * Explores. Errors: CX-4009 for an unknown oracle.
   *
   * @param name what the program is called; its tokens are for programs of that name
   */
  public <T extends @Nullable Object, E extends Exception> Exploration explore(
      String name, Search schedules, Class<E> errorType, Task<T, E> program) {
    Search search = config.chaos().isOff() ? schedules : config.chaos().beside(schedules, config.seed());
    Tally tally = new Tally(name, search, config.oracles().size(), failing);
    long began = System.nanoTime();
    long deadline = began + Math.min(budget.time().toNanos(), Duration.ofDays(10_000).toNanos());
    try (Crew<T, E> crew = new Crew<>(config, threads, errorType, program)) {
      BooleanSupplier round = () -> {
        boolean goesOn = round(crew, tally, search, deadline);
        listener.accept(tally.result(System.nanoTime() - began, search.isComplete(), Optional.empty()));
        return goesOn;
      };
      if (round.getAsBoolean()) {
        RunLoop.call(() -> {
          boolean goesOn = true;
          while (goesOn) {
            goesOn = round.getAsBoolean();
          }
          return tally;
        });
      }
    }
    return tally.result(System.nanoTime() - began, search.isComplete(),
        tally.failure().map(first -> confirmed(name, first, errorType, program)));
  }

  /** Whether another round is to come. */
  private boolean round(Crew<?, ?> crew, Tally tally, Search search, long deadline) {
    List<? extends ScheduleStrategy> round = search.next();
    int most = (int) Math.min(round.size(), budget.schedules() - tally.runs());
    Crew.@Nullable Ran[] ran =
        crew.run(round.subList(0, most), report -> !countsAll && tally.isFailure(report), deadline);
    int folded = fold(ran, tally, search);
    return folded == ran.length && !round.isEmpty() && ran.length == round.size()
        && tally.runs() < budget.schedules() && (countsAll || tally.failure().isEmpty())
        && System.nanoTime() < deadline
        && !(budget.unseen() > 0 && tally.runs() >= Budget.ENOUGH && tally.unseen() < budget.unseen());
  }

  /** In the order of the runs, up to one that was not made or, if that is wanted, to the first that failed. */
  private int fold(Crew.@Nullable Ran[] ran, Tally tally, Search search) {
    for (int i = 0; i < ran.length; i++) {
      Crew.@Nullable Ran one = ran[i];
      if (one == null) {
        return i;
      }
      search.ended(i, tally.add(one));
      if (!countsAll && tally.failure().isPresent()) {
        return i + 1;
      }
    }
    return ran.length;
  }

  /** The failure once more, with everything recorded. */
  private <T extends @Nullable Object, E extends Exception> Failure confirmed(
      String name, Tally.First first, Class<E> errorType, Task<T, E> program) {
    Recorder recorder = new Recorder(new Watch(new FixedSchedule(first.schedule())));
    LabReport<T, E> again = LabRuntime.create(config).run(recorder, errorType, program);
    ReplayToken token = recorder.token(name, config.entropySeed().orElse(config.seed()));
    boolean isOfTheProgram = first.kind() == Kind.PROGRAM || first.kind() == Kind.VIOLATION;
    if (isOfTheProgram && OutcomeHash.of(again) != first.outcome()) {
      return new Failure(Kind.NONDETERMINISM, first.number(), first.strategy(), first.text()
          + "\nCX-4004 With the same schedule it then did something else, so something decides that the lab does not"
          + " control: " + Tally.words(again), token, again);
    }
    if (again.trace().isTruncated()) {
      return new Failure(first.kind(), first.number(), first.strategy(),
          first.text() + "\nThe trace is of a part: raise LabConfig.traceCapacity.", token, again);
    }
    return new Failure(first.kind(), first.number(), first.strategy(), first.text(), token, again);
  }

  /** One run, with the word that makes it again. */
  public record Told(LabReport<?, ?> report, ReplayToken token) {}

  /**
   * Makes the runs of a search up to the one of that number, and that with everything recorded. Errors:
   * IllegalArgumentException when the search has not so many.
   *
   * @param number from 0
   */
  public <T extends @Nullable Object, E extends Exception> Told run(
      String name, Search schedules, long number, Class<E> errorType, Task<T, E> program) {
    Search search = config.chaos().isOff() ? schedules : config.chaos().beside(schedules, config.seed());
    Tally tally = new Tally(name, search, config.oracles().size(), failing);
    try (Crew<T, E> crew = new Crew<>(config, threads, errorType, program)) {
      while (true) {
        List<? extends ScheduleStrategy> round = search.next();
        if (round.isEmpty()) {
          throw new IllegalArgumentException(
              "There is no run " + number + ": the search has only " + tally.runs() + ".");
        }
        long index = number - tally.runs();
        if (index < round.size()) {
          Recorder recorder = new Recorder(new Watch(round.get((int) index)));
          LabReport<T, E> report = LabRuntime.create(config).run(recorder, errorType, program);
          return new Told(report, recorder.token(name, config.entropySeed().orElse(config.seed())));
        }
        Crew.@Nullable Ran[] ran = crew.run(round, _ -> false, Long.MAX_VALUE);
        for (int i = 0; i < ran.length; i++) {
          search.ended(i, tally.add(Objects.requireNonNull(ran[i], "without a deadline every run is made")));
        }
      }
    }
  }

  /**
   * What came of a replay.
   *
   * @param divergence where it went another way than the token, if it did: then the report says nothing
   */
  public record Replayed(LabReport<?, ?> report, Optional<String> divergence) {}

  /** Runs the program as {@code token} tells. Errors: CX-4022 when that is of another program. */
  public <T extends @Nullable Object, E extends Exception> Replayed replay(
      String name, ReplayToken token, Class<E> errorType, Task<T, E> program) {
    if (!token.isOf(name)) {
      throw new CxUsageException(ErrorCode.TOKEN_OF_ANOTHER_PROGRAM,
          "The token is not of the program \"" + name + "\": it was told for one of another name or with other"
              + " arguments. Replay it with those; if the program was renamed, look for the failure again.");
    }
    Replay replay = Replay.of(token);
    LabReport<T, E> report =
        LabRuntime.create(config.entropySeed(token.seed())).run(replay, errorType, program);
    return new Replayed(report, replay.divergence());
  }
}
