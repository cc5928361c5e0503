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
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.shrink.Shrinker;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "explore", mixinStandardHelpOptions = true,
    header = "Runs a program under every schedule that differs from the others, up to the first that fails.",
    description = {
      "",
      "Schedules that differ only in the order of steps which touch different things count as one class, and one of"
          + " each is run. If none fails and none is left, no schedule of the program fails.",
      "",
      "With --strategy, as many schedules are tried as that wants: walk, pct, pos, surw, urw and descent draw them at"
          + " random, delay and preemption try those with few deviations from keeping the running task running,"
          + " portfolio is some of each, and dpor is one of each class.",
      "",
      "Exit codes: 0 none fails (and, without --strategy, none is left), 4 Cancelled, 5 stopped before the end, 10 Err"
          + " or Panicked, 11 a violation, 12 something that the lab does not control.",
      ""
    })
final class ExploreCommand implements Callable<Integer> {

  private static final long DEFAULT_SCHEDULES = 10_000;

  /** So many are within a fifth of the truth for most programs. */
  private static final int DESCENTS = 320;

  private final Terminal terminal;

  @Option(names = "--most", paramLabel = "N", description = "Without --strategy: stop after so many classes;"
      + " ${DEFAULT-VALUE}.")
  private long most = 1_000_000;

  @Option(names = "--strategy", paramLabel = "NAME", description = "What to try.")
  private String strategy = "";

  @Option(names = "--schedules", paramLabel = "N", description = "With --strategy: stop after so many; 10000 if neither"
      + " this nor --seconds is given.")
  private long schedules;

  @Option(names = "--seconds", paramLabel = "S", description = "With --strategy: stop after so much time.")
  private double seconds;

  @Option(names = "--unseen", paramLabel = "PART", description = "With --strategy: stop when less than this part is"
      + " estimated to be unseen, as in 0.001.")
  private double unseen;

  @Option(names = "--chaos", paramLabel = "CHAOS", description = "With --strategy: what is done to the program at"
      + " random: off, light or heavy, and changes to that, as in light,cancel=0,delay=0.5.")
  private String chaos = "off";

  @Option(names = "--json", description = "With --strategy: print one JSON object.")
  private boolean json;

  @Option(names = "--seed", paramLabel = "S", description = "What the program's random numbers and the strategy are"
      + " drawn from; ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Mixin
  private LabProgram program = new LabProgram();

  @Parameters(index = "1..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ExploreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new ParameterException(spec.commandLine(), "--most is " + most + ". Give it 1 or more.");
    }
    if (strategy.isEmpty() && (schedules != 0 || seconds != 0 || unseen != 0 || json || !chaos.equals("off"))) {
      throw new ParameterException(
          spec.commandLine(),
          "--schedules, --seconds, --unseen, --chaos and --json need --strategy, as in --strategy portfolio.");
    }
    Task<@Nullable Object, Exception> task = program.task(LabProgram.unseen(arguments));
    LabConfig config = LabConfig.defaults().seed(seed).chaos(LabProgram.chaos(chaos, spec));
    return strategy.isEmpty() ? every(config, task) : some(config, task);
  }

  private int every(LabConfig config, Task<@Nullable Object, Exception> task) {
    OptionalDouble about = estimate(config, task);
    long began = System.nanoTime();
    EverySchedule.Seen<@Nullable Object, Exception> seen = new EverySchedule(config, most, classes -> {
      if (classes % 1_000 == 0) {
        terminal.progress(ProgressBar.of(classes, about, System.nanoTime() - began));
      }
    }).explore(Exception.class, task);
    terminal.clearProgress();
    terminal.out().println(program.words(List.of()) + ": " + seen + ".");
    terminal.out().flush();
    return seen.failure().map(report -> failed(report, config, task))
        .orElse(seen.complete() ? ExitCode.OK : ExitCode.PARTIAL);
  }

  /** How many classes there may be, so that one can see how long it will take. */
  private OptionalDouble estimate(LabConfig config, Task<@Nullable Object, Exception> task) {
    terminal.progress("estimating");
    return Explorer.of(config.oracles(List.of())).countingAll().threads(1).failing(_ -> false)
        .budget(Budget.schedules(DESCENTS).orTime(Duration.ofSeconds(1)))
        .explore(program.words(arguments), Searches.descents(seed), Exception.class, task)
        .estimate();
  }

  private int failed(LabReport<@Nullable Object, Exception> report, LabConfig config,
      Task<@Nullable Object, Exception> task) {
    int code = Reports.tell(terminal, report);
    terminal.say("Again: asupersync lab replay --seed " + seed + " "
        + program.command("\"" + report.schedule() + "\"", arguments));
    if (code == ExitCode.LAB_FAILED || code == ExitCode.LAB_VIOLATION) {
      shorten(config, new FixedSchedule(report.schedule()), task);
    }
    return code;
  }

  /** Tells the same failure with as little as possible around it. */
  private void shorten(LabConfig config, ScheduleStrategy failing, Task<@Nullable Object, Exception> task) {
    Shrinker.brief(config).shrink(program.words(arguments), failing, Exception.class, task)
        .ifPresent(shrunk -> terminal.say("Shorter: asupersync lab replay "
            + program.command(shrunk.token().toString(), arguments) + "\n\n" + shrunk.brief()));
  }

  private int some(LabConfig config, Task<@Nullable Object, Exception> task) {
    Budget budget = budget();
    Exploration found = Explorer.of(config).budget(budget)
        .listener(soFar -> terminal.progress(ProgressBar.of(soFar, budget)))
        .explore(program.words(arguments), search(), Exception.class, task);
    terminal.clearProgress();
    terminal.out().println(json
        ? found.toJson()
        : program.words(List.of()) + ": " + found.verdict() + ".\n" + found.figures());
    terminal.out().flush();
    return found.failure().map(failure -> failed(failure, config, task)).orElse(ExitCode.OK);
  }

  private Budget budget() {
    long count = schedules == 0 && seconds == 0 ? DEFAULT_SCHEDULES : schedules == 0 ? Long.MAX_VALUE : schedules;
    try {
      Budget budget = Budget.schedules(count).orUnseenBelow(unseen);
      return seconds == 0 ? budget : budget.orTime(Duration.ofNanos((long) (seconds * 1e9)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Search search() {
    try {
      return Searches.named(strategy, seed);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), "--strategy: " + unknown.getMessage(), unknown);
    }
  }

  private int failed(Exploration.Failure failure, LabConfig config, Task<@Nullable Object, Exception> task) {
    int code = Reports.tell(terminal, failure.report());
    boolean isUncontrolled =
        failure.kind() == Exploration.Kind.NONDETERMINISM || failure.kind() == Exploration.Kind.NOT_CHECKED;
    if (isUncontrolled) {
      terminal.say(failure.text());
      code = ExitCode.LAB_NONDETERMINISM;
    }
    terminal.say("Again: asupersync lab replay " + program.command(failure.token().toString(), arguments));
    if (!isUncontrolled && !json) {
      shorten(config.entropySeed(failure.token().seed()), Replay.of(failure.token()), task);
    }
    return code == ExitCode.OK ? ExitCode.LAB_FAILED : code;
  }
}
