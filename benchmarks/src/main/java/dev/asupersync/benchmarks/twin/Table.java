package dev.asupersync.benchmarks.twin;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Portfolio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Prints, for each program of which there is a twin, how Lincheck's model checker and this lab find its bug. The one
 * rewrites the bytecode of plain threads, the other schedules operations that go through its context: what is compared
 * is what a user gets, not the one engine with the other.
 */
public final class Table {

  private static final int MOST = 10_000;
  private static final int SEEDS = 20;
  private static final int FEW = 200;
  private static final int MANY = 1_200;
  private static final Duration RATED = Duration.ofSeconds(2);

  private final List<Double> ratios = new ArrayList<>();

  private Table() {}

  /** Arguments: names of programs; none for all. */
  public static void main(String[] names) {
    Table table = new Table();
    table.line("program", "Lincheck: first", "s", "runs/s", "lab: first", "ms", "runs/s", "ratio");
    table.line("---", "---", "---", "---", "---", "---", "---", "---");
    LincheckRuns.run(Twin.all().getFirst(), true, 10); // its agent is loaded once
    for (Twin twin : Twin.all()) {
      if (names.length == 0 || Arrays.asList(names).contains(twin.name())) {
        table.row(twin);
      }
    }
    double mean = Math.exp(table.ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    System.out.printf(Locale.ROOT, "%nGeometric mean of the ratios of %d programs: %.0f%n", table.ratios.size(), mean);
  }

  private void row(Twin twin) {
    LincheckRuns.Ran found = LincheckRuns.run(twin, true, MOST);
    OptionalDouble theirs = rate(twin);
    Bug bug = Bugs.named(twin.name()).orElseThrow();
    long[] runs = new long[SEEDS];
    long[] nanos = new long[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Exploration hunt = explore(bug, seed, false, Budget.schedules(1_000_000).orTime(Duration.ofSeconds(10)));
      runs[seed] = hunt.failure().isPresent() ? hunt.runs() : Long.MAX_VALUE;
      nanos[seed] = hunt.nanos();
    }
    Arrays.sort(runs);
    Arrays.sort(nanos);
    double ours = explore(bug, 0, true, Budget.schedules(Integer.MAX_VALUE).orTime(RATED)).perSecond();
    theirs.ifPresent(rate -> ratios.add(ours / rate));
    line(twin.name(),
        found.first().isPresent() ? String.valueOf(found.first().getAsLong()) : "not in " + found.runs(),
        number(found.nanos() / 1e9),
        theirs.isPresent() ? number(theirs.getAsDouble()) : "too few",
        runs[SEEDS / 2] == Long.MAX_VALUE ? "not in 10 s" : String.valueOf(runs[SEEDS / 2]),
        number(nanos[SEEDS / 2] / 1e6),
        number(ours),
        theirs.isPresent() ? number(ours / theirs.getAsDouble()) : "");
  }

  /** What more runs cost, without what it costs to begin; nothing where there are not that many different ones. */
  private static OptionalDouble rate(Twin twin) {
    LincheckRuns.Ran few = LincheckRuns.run(twin, false, FEW);
    LincheckRuns.Ran many = LincheckRuns.run(twin, false, MANY);
    if (few.first().isPresent() || many.first().isPresent()) {
      throw new IllegalStateException(twin.name() + " fails though nothing is wrong.");
    }
    long more = many.runs() - few.runs();
    return more < FEW || many.nanos() <= few.nanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of(more * 1e9 / (many.nanos() - few.nanos()));
  }

  private static Exploration explore(Bug bug, long seed, boolean all, Budget budget) {
    Explorer explorer = Explorer.of(LabConfig.defaults().captureTrace(false).oracles(List.of())).budget(budget);
    return (all ? explorer.countingAll() : explorer)
        .<String, RuntimeException>explore(bug.name(), new Portfolio(seed), RuntimeException.class, cx -> {
          bug.run(cx);
          return "";
        });
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }

  private void line(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
