package dev.asupersync.benchmarks.twin;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Portfolio;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** What the lab found: the medians of its seeds, and how fast it runs the program where nothing is wrong. */
  private record Ours(long runs, long nanos, double perSecond) {}

  /** Arguments: names of programs; none for all. The lab comes first, before an agent changes the classes of the JDK. */
  public static void main(String[] names) {
    Table table = new Table();
    Map<Twin, Ours> ours = new LinkedHashMap<>();
    for (Twin twin : Twin.all()) {
      if (names.length == 0 || Arrays.asList(names).contains(twin.name())) {
        ours.put(twin, ours(twin));
      }
    }
    table.line("program", "Lincheck: first", "s", "runs/s", "lab: first", "ms", "runs/s", "ratio");
    table.line("---", "---", "---", "---", "---", "---", "---", "---");
    LincheckRuns.run(Twin.all().getFirst(), true, 10); // its agent is loaded once
    ours.forEach(table::row);
    double mean = Math.exp(table.ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    System.out.printf(Locale.ROOT, "%nGeometric mean of the ratios of %d programs: %.0f%n", table.ratios.size(), mean);
  }

  private static Ours ours(Twin twin) {
    Bug bug = Bugs.named(twin.name()).orElseThrow();
    long[] runs = new long[SEEDS];
    long[] nanos = new long[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Exploration hunt = explore(bug, new Portfolio(seed), Budget.schedules(1_000_000).orTime(Duration.ofSeconds(10)));
      runs[seed] = hunt.failure().isPresent() ? hunt.runs() : Long.MAX_VALUE;
      nanos[seed] = hunt.nanos();
    }
    Arrays.sort(runs);
    Arrays.sort(nanos);
    Bug fixed = bug.fixed().orElseThrow();
    Budget enough = Budget.schedules(Integer.MAX_VALUE).orTime(RATED);
    explore(fixed, Searches.walk(0), enough);
    Exploration warm = explore(fixed, Searches.walk(1), enough);
    return new Ours(runs[SEEDS / 2], nanos[SEEDS / 2], warm.perSecond());
  }

  private void row(Twin twin, Ours ours) {
    LincheckRuns.Ran found = LincheckRuns.run(twin, true, MOST);
    OptionalDouble theirs = rate(twin);
    theirs.ifPresent(rate -> ratios.add(ours.perSecond / rate));
    line(twin.name(),
        found.first().isPresent() ? String.valueOf(found.first().getAsLong()) : "not in " + found.runs(),
        number(found.nanos() / 1e9),
        theirs.isPresent() ? number(theirs.getAsDouble()) : "too few",
        ours.runs == Long.MAX_VALUE ? "not in 10 s" : String.valueOf(ours.runs),
        number(ours.nanos / 1e6),
        number(ours.perSecond),
        theirs.isPresent() ? number(ours.perSecond / theirs.getAsDouble()) : "");
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

  private static Exploration explore(Bug bug, Search search, Budget budget) {
    return Explorer.of(LabConfig.defaults().captureTrace(false).oracles(List.of())).budget(budget)
        .<String, RuntimeException>explore(bug.name(), search, RuntimeException.class, cx -> {
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
