package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.FixedSchedule;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.dpor.EverySchedule;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.shrink.Shrinker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "explore", mixinStandardHelpOptions = true,
    header = "Runs a program under every schedule that differs from the others, up to the first that fails.",
    description = {
      "",
      "Schedules that differ only in the order of steps which touch different things count as one class, and one of"
          + " each is run. If none fails and none is left, no schedule of the program fails.",
      "",
      "With --strategy, as many schedules are tried as that wants: walk, pct, pos, surw, urw, roles and descent draw"
          + " them at random, delay and preemption try those with few deviations from keeping the running task running,"
          + " portfolio is some of each, and dpor is one of each class.",
      "",
      "Exit codes: 0 none fails (and, without --strategy, none is left), 4 Cancelled, 5 stopped before the end, 10 Err"
          + " or Panicked, 11 a violation, 12 something that the lab does not control, 130 after Ctrl-C, 143 after"
          + " SIGTERM, with what was found until then.",
      ""
    })
final class ExploreCommand implements Callable<Integer> {

  private static final long DEFAULT_SCHEDULES = 10_000;

  /** So many are within a fifth of the truth for most programs. */
  private static final int DESCENTS = 320;

  private final Terminal terminal;

  @Option(names = "--most", paramLabel = "N", converter = Count.class,
      description = "Without --strategy: stop after so many classes; ${DEFAULT-VALUE}.")
  private long most = 1_000_000;

  @Mixin
  private StrategyOption strategy = new StrategyOption();

  @Option(names = "--schedules", paramLabel = "N", converter = Count.class, description = "With --strategy: stop after"
      + " so many; 10000 if neither this nor --seconds is given.")
  private long schedules;

  @Mixin
  private TimeLimit limit = new TimeLimit();

  @Option(names = "--unseen", paramLabel = "PART", converter = Part.class, description = "With --strategy: stop when"
      + " less than this part is estimated to be unseen, as in 0.001.")
  private double unseen;

  @Mixin
  private ChaosOption chaos = new ChaosOption();

  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin
  private SeedOption seed = new SeedOption();

  @Mixin
  private LabProgram program = new LabProgram();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ExploreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean isForStrategies = schedules != 0 || limit.value().isPresent() || unseen != 0 || json.isGiven()
        || !chaos.value().isOff();
    if (!strategy.isGiven() && isForStrategies) {
      throw new ParameterException(
          spec.commandLine(),
          "--schedules, --seconds, --unseen, --chaos and --json need --strategy, as in --strategy portfolio.");
    }
    Task<@Nullable Object, Exception> task = program.unseen();
    LabConfig config = LabConfig.defaults().seed(seed.value()).chaos(chaos.value());
    try (StopSignal stop = StopSignal.listen(terminal)) {
      return strategy.isGiven() ? some(config, task, stop) : every(config, task, stop);
    }
  }

  private int every(LabConfig config, Task<@Nullable Object, Exception> task, StopSignal stop) {
    AtomicLong explored = new AtomicLong();
    EverySchedule.Seen<@Nullable Object, Exception> seen;
    try {
      OptionalDouble about = estimate(config, task, stop);
      long began = System.nanoTime();
      seen = new EverySchedule(config, most, classes -> {
        stop.check();
        explored.set(classes);
        if (classes % 1_000 == 0) {
          terminal.progress(ProgressBar.of(classes, about, System.nanoTime() - began));
        }
      }).explore(Exception.class, task);
    } catch (StopSignal.Stopped stopped) {
      seen = new EverySchedule.Seen<@Nullable Object, Exception>(explored.get(), false, 0, Optional.empty());
    }
    terminal.clearProgress();
    Optional<LabReport<@Nullable Object, Exception>> failure = seen.failure();
    if (failure.isPresent() && Reports.exitCode(failure.get()) == ExitCode.USAGE) {
      return Reports.tell(terminal, failure.get());
    }
    terminal.out().println(program.name() + ": " + seen + ".");
    terminal.out().flush();
    int ended = seen.complete() ? ExitCode.OK : stop.exitCode().orElse(ExitCode.PARTIAL);
    return failure.map(report -> failed(report, config, task)).orElse(ended);
  }

  /** How many classes there may be, so that one can see how long it will take. */
  private OptionalDouble estimate(LabConfig config, Task<@Nullable Object, Exception> task, StopSignal stop) {
    terminal.progress("estimating");
    return Explorer.of(config.oracles(List.of())).countingAll().threads(1).failing(_ -> false)
        .listener(_ -> stop.check())
        .budget(Budget.schedules(DESCENTS).orTime(Duration.ofSeconds(1)))
        .explore(program.words(), Searches.descents(seed.value()), Exception.class, task)
        .estimate();
  }

  private int failed(LabReport<@Nullable Object, Exception> report, LabConfig config,
      Task<@Nullable Object, Exception> task) {
    int code = Reports.tell(terminal, report);
    terminal.say("Again: " + program.replay(seed, report.schedule()));
    if (code == ExitCode.LAB_FAILED || code == ExitCode.LAB_VIOLATION) {
      shorten(config, new FixedSchedule(report.schedule()), task);
    }
    return code;
  }

  /** Tells the same failure with as little as possible around it. */
  private void shorten(LabConfig config, ScheduleStrategy failing, Task<@Nullable Object, Exception> task) {
    Shrinker.brief(config).shrink(program.words(), failing, Exception.class, task)
        .ifPresent(shrunk -> terminal.say("Shorter: " + program.replay(shrunk.token()) + "\n\n" + shrunk.brief()));
  }

  private int some(LabConfig config, Task<@Nullable Object, Exception> task, StopSignal stop) {
    Budget budget = budget();
    AtomicReference<@Nullable Exploration> latest = new AtomicReference<>();
    Exploration found;
    try {
      found = Explorer.of(config).budget(budget)
          .listener(soFar -> {
            latest.set(soFar);
            terminal.progress(ProgressBar.of(soFar, budget));
            if (soFar.failures() == 0) {
              stop.check();
            }
          })
          .explore(program.words(), strategy.search(seed), Exception.class, task);
    } catch (StopSignal.Stopped stopped) {
      found = Objects.requireNonNull(latest.get(), "it is stopped where it has just told of itself");
    }
    terminal.clearProgress();
    Optional<Exploration.Failure> failure = found.failure();
    if (failure.isPresent() && Reports.exitCode(failure.get().report()) == ExitCode.USAGE) {
      return Reports.tell(terminal, failure.get().report());
    }
    terminal.out().println(json.isGiven()
        ? found.toJson()
        : program.name() + ": " + found.verdict() + ".\n" + found.figures());
    terminal.out().flush();
    int ended = found.isComplete() ? ExitCode.OK : stop.exitCode().orElse(ExitCode.OK);
    return failure.map(one -> failed(one, config, task)).orElse(ended);
  }

  private Budget budget() {
    long count = schedules != 0 ? schedules : limit.value().isPresent() ? Long.MAX_VALUE : DEFAULT_SCHEDULES;
    Budget budget = Budget.schedules(count).orUnseenBelow(unseen);
    return limit.value().map(budget::orTime).orElse(budget);
  }

  private int failed(Exploration.Failure failure, LabConfig config, Task<@Nullable Object, Exception> task) {
    int code = Reports.tell(terminal, failure.report());
    boolean isUncontrolled =
        failure.kind() == Exploration.Kind.NONDETERMINISM || failure.kind() == Exploration.Kind.NOT_CHECKED;
    if (isUncontrolled) {
      terminal.say(failure.text());
      code = ExitCode.LAB_NONDETERMINISM;
    }
    terminal.say("Again: " + program.replay(failure.token()));
    if (!isUncontrolled && !json.isGiven()) {
      shorten(config.entropySeed(failure.token().seed()), Replay.of(failure.token()), task);
    }
    return code == ExitCode.OK ? ExitCode.LAB_FAILED : code;
  }
}
