package dev.asupersync.cli;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table: for each program with a known bug and each strategy, how many schedules it took to find it. */
final class BugRaces {

  /** Where the first seeds find nothing, the others are not tried. */
  private static final int ENOUGH = 3;

  private static final Explorer EXPLORER =
      Explorer.of(LabConfig.defaults().oracles(List.of()).maxSteps(20_000)).failing(BugRaces::shows);

  private final Terminal terminal;
  private final List<String> strategies;
  private final int seeds;
  private final long most;
  private long runs;
  private long nanos;

  BugRaces(Terminal terminal, List<String> strategies, int seeds, long most) {
    this.terminal = terminal;
    this.strategies = strategies;
    this.seeds = seeds;
    this.most = most;
  }

  void print(List<Bug> bugs) {
    StringBuilder head = new StringBuilder(String.format("| %-22s |", "program"));
    StringBuilder line = new StringBuilder("|" + "-".repeat(24) + "|");
    for (String strategy : strategies) {
      head.append(String.format(" %10s |", strategy));
      line.append("-".repeat(11)).append(":|");
    }
    terminal.out().println(head.append(String.format(" %10s |", "runs/s")));
    terminal.out().println(line.append("-".repeat(11)).append(":|"));
    bugs.forEach(this::row);
  }

  private void row(Bug bug) {
    runs = 0;
    nanos = 0;
    StringBuilder row = new StringBuilder(String.format("| %-22s |", bug.name()));
    for (String strategy : strategies) {
      terminal.progress(bug.name() + " with " + strategy);
      row.append(String.format(" %10s |", median(bug, strategy)));
    }
    terminal.clearProgress();
    terminal.out().println(row.append(String.format(Locale.ROOT, " %10.0f |", runs * 1e9 / Math.max(1, nanos))));
    terminal.out().flush();
  }

  private String median(Bug bug, String strategy) {
    long[] found = new long[seeds];
    Arrays.fill(found, Long.MAX_VALUE);
    for (int seed = 0; seed < seeds; seed++) {
      found[seed] = first(bug, strategy, 1 + 1_000_000L * seed);
      if (seed + 1 == ENOUGH && Arrays.stream(found).allMatch(each -> each == Long.MAX_VALUE)) {
        break;
      }
    }
    Arrays.sort(found);
    long median = found[seeds / 2];
    return median == Long.MAX_VALUE ? most + "+" : String.valueOf(median);
  }

  private long first(Bug bug, String strategy, long seed) {
    Exploration exploration = explore(bug, Budget.schedules(most), Searches.named(strategy, seed));
    runs += exploration.runs();
    nanos += exploration.nanos();
    return exploration.failure().map(failure -> failure.number() + 1).orElse(Long.MAX_VALUE);
  }

  /** To the first run that shows the bug, judged by the program alone. */
  static Exploration explore(Bug bug, Budget budget, Search search) {
    return EXPLORER.budget(budget)
        .<String, RuntimeException>explore(bug.name(), search, RuntimeException.class, cx -> {
          bug.run(cx);
          return "";
        });
  }

  /** A run that does not come to its end shows nothing: tasks that wait for each other in loops may do so for ever. */
  private static boolean shows(LabReport<?, ?> report) {
    return report.isFailure()
        && report.violations().stream().noneMatch(violation -> violation.code() == ErrorCode.STEP_LIMIT);
  }
}
