package dev.asupersync.cli;

import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.bugs.Hunt;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "bugs", mixinStandardHelpOptions = true,
    header = "Looks for the known bugs of small programs, class by class and at random.",
    description = {
      "",
      "For each program: how many classes of schedules were explored, how many of them show the bug, and which was"
          + " the first; then how many random walks it took, the median over the seeds. A number with + is where it"
          + " stopped.",
      "",
      "With --strategies: how many schedules each of them took, the median over the seeds.",
      "",
      "With --strategies and --seconds: from how many seeds each of them finds the bug in that time, and how soon.",
      ""
    })
final class BugsCommand implements Callable<Integer> {

  private static final String ROW = "| %-22s | %8s | %8s | %6s | %8s | %10s |%n";

  private final Terminal terminal;

  @Option(names = "--most", paramLabel = "N", converter = Count.class, description = "How many classes, and how many"
      + " walks from a seed, at most; ${DEFAULT-VALUE}.")
  private long most = 2_000;

  @Mixin
  private SeedCount seeds = new SeedCount();

  @Option(names = "--strategies", paramLabel = "NAME", split = ",", converter = StrategyName.class,
      completionCandidates = StrategyName.class, description = "Which of them race: ${COMPLETION-CANDIDATES}.")
  private List<String> strategies = List.of();

  @Mixin
  private TimeLimit limit = new TimeLimit();

  @Parameters(paramLabel = "NAME", description = "Only these programs.")
  private List<String> names = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  BugsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Bug> chosen = names.isEmpty() ? Bugs.all() : names.stream().map(this::named).toList();
    if (!strategies.isEmpty()) {
      race(chosen);
      return ExitCode.OK;
    }
    if (limit.value().isPresent()) {
      throw new ParameterException(spec.commandLine(), "--seconds needs --strategies, as in --strategies portfolio.");
    }
    PrintWriter out = terminal.out();
    out.printf(ROW, "program", "classes", "with bug", "first", "walks", "runs/s");
    out.printf("|%s|%s:|%s:|%s:|%s:|%s:|%n",
        "-".repeat(24), "-".repeat(9), "-".repeat(9), "-".repeat(7), "-".repeat(9), "-".repeat(11));
    chosen.forEach(this::row);
    return ExitCode.OK;
  }

  private void race(List<Bug> chosen) {
    if (limit.value().isEmpty()) {
      new BugRaces(terminal, strategies, seeds.value(), most).print(chosen);
      return;
    }
    BugTimes times = new BugTimes(terminal, seeds.value(), limit.value().get());
    strategies.forEach(strategy -> times.print(chosen, strategy));
  }

  private Bug named(String name) {
    return Bugs.named(name).orElseThrow(() -> new ParameterException(
        spec.commandLine(), "\"" + name + "\" is none of the programs: "
            + String.join(", ", Bugs.all().stream().map(Bug::name).toList()) + "."));
  }

  private void row(Bug bug) {
    terminal.progress(bug.name());
    long from = System.nanoTime();
    Hunt.Explored explored = Hunt.explore(bug, most);
    double perSecond = explored.runs() * 1e9 / (System.nanoTime() - from);
    String walks = walks(bug);
    terminal.clearProgress();
    terminal.out().printf(ROW, bug.name(), explored.runs() + (explored.complete() ? "" : "+"), explored.failing(),
        text(explored.first()), walks, String.format(Locale.ROOT, "%.0f", perSecond));
    terminal.out().flush();
  }

  /** The median; where no walk of the first seeds found it, the others are not tried. */
  private String walks(Bug bug) {
    OptionalLong first = Hunt.walk(bug, 1, most);
    if (first.isEmpty()) {
      return most + "+";
    }
    long[] sorted = LongStream.concat(
            LongStream.of(first.getAsLong()),
            LongStream.rangeClosed(2, seeds.value()).map(seed -> Hunt.walk(bug, seed, most).orElse(Long.MAX_VALUE)))
        .sorted().toArray();
    long median = sorted[sorted.length / 2];
    return median == Long.MAX_VALUE ? most + "+" : String.valueOf(median);
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "-";
  }
}
