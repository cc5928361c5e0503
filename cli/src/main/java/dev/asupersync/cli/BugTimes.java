package dev.asupersync.cli;

import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Searches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table: for each program with a known bug, from how many seeds a strategy finds it in time, and how soon. */
final class BugTimes {

  private static final String ROW = "| %-22s | %8s | %10s | %10s | %10s | %10s |%n";

  private final Terminal terminal;
  private final int seeds;
  private final Duration limit;

  BugTimes(Terminal terminal, int seeds, Duration limit) {
    this.terminal = terminal;
    this.seeds = seeds;
    this.limit = limit;
  }

  /** What came of one program: the real time from each seed that found it, in order, and the schedules. */
  private record Found(List<Long> nanos, List<Long> schedules, long runs, long spent) {}

  void print(List<Bug> bugs, String strategy) {
    terminal.out().printf(ROW, strategy, "found", "schedules", "median ms", "worst ms", "runs/s");
    terminal.out().printf("|%s|%s:|%s:|%s:|%s:|%s:|%n", "-".repeat(24), "-".repeat(9), "-".repeat(11),
        "-".repeat(11), "-".repeat(11), "-".repeat(11));
    List<String> missed = new ArrayList<>();
    for (Bug bug : bugs) {
      Found found = found(bug, strategy);
      row(bug, found);
      if (found.nanos.size() < seeds) {
        missed.add(bug.name() + " (" + found.nanos.size() + " of " + seeds + ")");
      }
    }
    terminal.out().printf(Locale.ROOT, "%s: %d of %d programs from each of %d seeds within %.3g s%s.%n", strategy,
        bugs.size() - missed.size(), bugs.size(), seeds, limit.toNanos() / 1e9,
        missed.isEmpty() ? "" : "; not " + String.join(", ", missed));
    terminal.out().flush();
  }

  private Found found(Bug bug, String strategy) {
    List<Long> nanos = new ArrayList<>();
    List<Long> schedules = new ArrayList<>();
    long runs = 0;
    long spent = 0;
    for (int seed = 0; seed < seeds; seed++) {
      terminal.progress(bug.name() + " with " + strategy + ", seed " + (seed + 1));
      long began = System.nanoTime();
      Exploration tried = BugRaces.explore(
          bug, Budget.time(limit), Searches.named(strategy, 1 + 1_000_000L * seed));
      long took = System.nanoTime() - began;
      runs += tried.runs();
      spent += took;
      if (tried.failure().isPresent() && took <= limit.toNanos()) {
        nanos.add(took);
        schedules.add(tried.failure().get().number() + 1);
      }
    }
    terminal.clearProgress();
    nanos.sort(null);
    schedules.sort(null);
    return new Found(nanos, schedules, runs, spent);
  }

  private void row(Bug bug, Found found) {
    boolean never = found.nanos.size() == 0;
    terminal.out().printf(ROW, bug.name(), found.nanos.size() + "/" + seeds,
        never ? "-" : String.valueOf(found.schedules.get(found.schedules.size() / 2)),
        never ? "-" : millis(found.nanos.get(found.nanos.size() / 2)),
        never ? "-" : millis(found.nanos.getLast()),
        String.format(Locale.ROOT, "%.0f", found.runs * 1e9 / Math.max(1, found.spent)));
    terminal.out().flush();
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }
}
