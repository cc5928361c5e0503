package dev.asupersync.cli;

import dev.asupersync.CancelKind;
import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.lab.inject.Injection;
import dev.asupersync.lab.inject.InjectionReport;
import dev.asupersync.lab.inject.Points;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "inject", mixinStandardHelpOptions = true,
    header = "Cancels a program at each of its points, in many schedules, and looks for what goes wrong then.",
    description = {
      "",
      "A point stands before each operation and each wait of each task. At each in turn there is a real request to"
          + " stop; the program must drain, its finalizers run, and the oracles be content. Cancelled is a good end;"
          + " Err and Panicked are not, unless of a type that is allowed.",
      "",
      "Exit codes: 0 nothing fails, 1 usage, 5 nothing was cancelled, 10 Err or Panicked, 11 a violation, 12 something"
          + " that the lab does not control.",
      ""
    })
final class InjectCommand implements Callable<Integer> {

  private static final String ROW = "| %-24s | %-40s | %6s | %5s | %8s | %9s | %8s |%n";

  private final Terminal terminal;

  @Option(names = "--strategy", paramLabel = "NAME", description = "Which schedules, as for explore; with dpor one of"
      + " each class at each point. ${DEFAULT-VALUE}.")
  private String strategy = "walk";

  @Option(names = "--seeds", paramLabel = "N", description = "How many schedules at each point, at most;"
      + " ${DEFAULT-VALUE}.")
  private long seeds = 20;

  @Option(names = "--seed", paramLabel = "S", description = "What the program's random numbers and the strategy are"
      + " drawn from; ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--kinds", paramLabel = "KIND", split = ",", description = "Which kinds of cancellation, each in"
      + " turn: user, timeout, ..., shutdown, or all. ${DEFAULT-VALUE}.")
  private List<String> kinds = List.of("user");

  @Option(names = "--targets", paramLabel = "WHO", split = ",", description = "Who is cancelled, each in turn: self"
      + " (the task at the point), here (the region that it is in), run (the program), task:NAME or region:NAME."
      + " ${DEFAULT-VALUE}.")
  private List<String> targets = List.of("self");

  @Option(names = "--points", paramLabel = "WHICH", description = "At which points: all, every:N, first:N, only:N or"
      + " random:PART. ${DEFAULT-VALUE}.")
  private String points = "all";

  @Option(names = "--ops", paramLabel = "KIND", split = ",", description = "Only at such operations, as in"
      + " checkpoint,sleep.")
  private List<String> operations = List.of();

  @Option(names = "--tasks", paramLabel = "NAME", split = ",", description = "Only at points of tasks with such a"
      + " name.")
  private List<String> tasks = List.of();

  @Option(names = "--second", paramLabel = "N", description = "A second request comes up to so many points after the"
      + " first, to strike the cleanup.")
  private int second;

  @Option(names = "--allow", paramLabel = "CLASS", split = ",", description = "An outcome with such an error is no"
      + " failure, as dev.asupersync.channel.ChannelClosedException.")
  private List<String> allowed = List.of();

  @Option(names = "--failures", paramLabel = "N", description = "Stop when so many points have failed;"
      + " ${DEFAULT-VALUE}.")
  private int failures = 3;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin
  private LabProgram program = new LabProgram();

  @Parameters(index = "1..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  InjectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Task<@Nullable Object, Exception> task = program.task(LabProgram.unseen(arguments));
    Injection injection;
    try {
      injection = injection();
    } catch (IllegalArgumentException | ClassNotFoundException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    InjectionReport report = injection
        .listener(soFar -> terminal.progress(soFar.points() + " points, " + soFar.runs() + " runs"))
        .run(program.words(arguments), Exception.class, task);
    terminal.clearProgress();
    tell(report);
    return code(report);
  }

  private Injection injection() throws ClassNotFoundException {
    Searches.named(strategy, seed);
    return Injection.of(LabConfig.defaults().seed(seed))
        .search(() -> Searches.named(strategy, seed))
        .schedules(seeds)
        .kinds(kinds.contains("all") ? Arrays.asList(CancelKind.values()) : kinds.stream().map(this::kind).toList())
        .targets(targets.stream().map(Target::parse).toList())
        .points(Points.parse(points, seed))
        .at(operations())
        .inTasks(Set.copyOf(tasks))
        .second(second)
        .mostFailures(failures)
        .allowing(LabProgram.errors(allowed));
  }

  private CancelKind kind(String word) {
    return named(word, "a kind of cancellation", CancelKind.class);
  }

  private Set<OpKind> operations() {
    Set<OpKind> all = EnumSet.noneOf(OpKind.class);
    operations.forEach(word -> all.add(named(word, "an operation", OpKind.class)));
    return all;
  }

  private static <T extends Enum<T>> T named(String word, String what, Class<T> type) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("\"" + word + "\" is not " + what + ". There are: "
          + String.join(", ", Arrays.stream(type.getEnumConstants())
              .map(each -> each.name().toLowerCase(Locale.ROOT)).toList()) + ".", unknown);
    }
  }

  private void tell(InjectionReport report) {
    if (json) {
      terminal.out().println(report.toJson());
    } else {
      terminal.out().printf(ROW, "program", "strategy", "points", "kinds", "runs", "cancelled", "failures");
      terminal.out().printf("|%s|%s|%s:|%s:|%s:|%s:|%s:|%n", "-".repeat(26), "-".repeat(42), "-".repeat(7),
          "-".repeat(6), "-".repeat(9), "-".repeat(10), "-".repeat(9));
      terminal.out().printf(ROW, program.words(List.of()), report.search(), report.points(), report.faults().size(),
          report.runs(), report.cancelled(), report.failures().size());
      terminal.out().printf("%n%s.%n", report.verdict());
    }
    terminal.out().flush();
    report.without().ifPresent(failure -> again(failure, failure.text()));
    report.failures().forEach(found -> again(found.failure(), found.toString()));
  }

  private void again(Exploration.Failure failure, String text) {
    terminal.say(text);
    terminal.say("Again: asupersync lab replay " + program.command(failure.token().toString(), arguments));
  }

  private static int code(InjectionReport report) {
    if (report.isOk()) {
      return ExitCode.OK;
    }
    return report.without().or(() -> report.failures().stream().map(InjectionReport.Found::failure).findFirst())
        .map(failure -> switch (failure.kind()) {
          case PROGRAM -> ExitCode.LAB_FAILED;
          case VIOLATION -> ExitCode.LAB_VIOLATION;
          case NONDETERMINISM, NOT_CHECKED -> ExitCode.LAB_NONDETERMINISM;
        })
        .orElse(ExitCode.PARTIAL);
  }
}
