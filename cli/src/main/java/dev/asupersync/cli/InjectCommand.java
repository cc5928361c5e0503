package dev.asupersync.cli;

import dev.asupersync.CancelKind;
import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.lab.inject.Injection;
import dev.asupersync.lab.inject.InjectionReport;
import dev.asupersync.lab.inject.Points;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
          + " that the lab does not control, 130 after Ctrl-C, 143 after SIGTERM, with what was found until then.",
      ""
    })
final class InjectCommand implements Callable<Integer> {

  private static final String ROW = "| %-24s | %-40s | %6s | %5s | %8s | %9s | %8s |%n";

  private final Terminal terminal;

  @Mixin
  private StrategyOption strategy = new StrategyOption();

  @Mixin
  private SeedCount seeds = new SeedCount();

  @Mixin
  private SeedOption seed = new SeedOption();

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

  @Option(names = "--failures", paramLabel = "N", converter = Count.class,
      description = "Stop when so many points have failed; ${DEFAULT-VALUE}.")
  private long failures = 3;

  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin
  private LabProgram program = new LabProgram();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  InjectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Task<@Nullable Object, Exception> task = program.unseen();
    Injection injection;
    try {
      injection = injection();
    } catch (IllegalArgumentException | ClassNotFoundException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    AtomicReference<@Nullable InjectionReport> latest = new AtomicReference<>();
    try (StopSignal stop = StopSignal.listen(terminal)) {
      InjectionReport report = run(injection.listener(soFar -> {
        latest.set(soFar);
        terminal.progress(soFar.points() + " points, " + soFar.runs() + " runs");
        stop.check();
      }), task, latest);
      terminal.clearProgress();
      Optional<Exploration.Failure> without = report.without();
      if (without.isPresent() && Reports.exitCode(without.get().report()) == ExitCode.USAGE) {
        return Reports.tell(terminal, without.get().report());
      }
      tell(report);
      return report.failures().isEmpty() && without.isEmpty() ? stop.exitCode().orElse(code(report)) : code(report);
    }
  }

  /** To the end, or to where it is stopped. */
  private InjectionReport run(Injection injection, Task<@Nullable Object, Exception> task,
      AtomicReference<@Nullable InjectionReport> latest) {
    try {
      return injection.run(program.words(), Exception.class, task);
    } catch (StopSignal.Stopped stopped) {
      return Objects.requireNonNull(latest.get(), "it is stopped where it has just told of itself");
    }
  }

  private Injection injection() throws ClassNotFoundException {
    return Injection.of(LabConfig.defaults().seed(seed.value()))
        .search(() -> strategy.search(seed))
        .schedules(seeds.value())
        .kinds(kinds.contains("all") ? Arrays.asList(CancelKind.values()) : kinds.stream().map(this::kind).toList())
        .targets(targets.stream().map(Target::parse).toList())
        .points(Points.parse(points, seed.value()))
        .at(operations())
        .inTasks(Set.copyOf(tasks))
        .second(second)
        .mostFailures((int) Math.min(failures, Integer.MAX_VALUE))
        .allowing(errors(allowed));
  }

  /** Errors by the names of their classes, which are looked for where programs are. */
  private static List<Class<? extends Throwable>> errors(List<String> names) throws ClassNotFoundException {
    List<Class<? extends Throwable>> errors = new ArrayList<>();
    for (String name : names) {
      try {
        errors.add(Class.forName(name, false, Thread.currentThread().getContextClassLoader())
            .asSubclass(Throwable.class));
      } catch (ClassCastException | ClassNotFoundException | LinkageError wrong) {
        throw new ClassNotFoundException("\"" + name + "\" is no class of errors on the class path. Write its whole"
            + " name, as in dev.asupersync.channel.ChannelClosedException.", wrong);
      }
    }
    return errors;
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
    if (json.isGiven()) {
      terminal.out().println(report.toJson());
    } else {
      terminal.out().printf(ROW, "program", "strategy", "points", "kinds", "runs", "cancelled", "failures");
      terminal.out().printf("|%s|%s|%s:|%s:|%s:|%s:|%s:|%n", "-".repeat(26), "-".repeat(42), "-".repeat(7),
          "-".repeat(6), "-".repeat(9), "-".repeat(10), "-".repeat(9));
      terminal.out().printf(ROW, program.name(), report.search(), report.points(), report.faults().size(),
          report.runs(), report.cancelled(), report.failures().size());
      terminal.out().printf("%n%s.%n", report.verdict());
    }
    terminal.out().flush();
    report.without().ifPresent(failure -> again(failure, failure.text()));
    report.failures().forEach(found -> again(found.failure(), found.toString()));
  }

  private void again(Exploration.Failure failure, String text) {
    terminal.say(text);
    terminal.say("Again: " + program.replay(failure.token()));
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
