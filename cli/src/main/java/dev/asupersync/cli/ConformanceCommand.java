package dev.asupersync.cli;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.conformance.Conformance;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "conformance", mixinStandardHelpOptions = true,
    header = "Cancels every task of a small program for each primitive, at every step, and looks for what is lost.",
    description = {
      "",
      "Each program runs once for every pair of a moment and a task, with a real request to stop for that task at"
          + " that moment. Afterwards everything must be where it belongs, every oracle content, and nobody waiting."
    })
final class ConformanceCommand implements Callable<Integer> {

  private static final String ROW = "| %-40s | %6s | %9s | %9s | %8s |%n";

  private final Terminal terminal;

  @Mixin
  private SeedCount seeds = new SeedCount();

  @Mixin
  private SeedOption seed = new SeedOption();

  ConformanceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = terminal.out();
    out.printf(ROW, "program", "seeds", "points", "cancelled", "failures");
    out.printf("|%s|%s:|%s:|%s:|%s:|%n", "-".repeat(42), "-".repeat(7), "-".repeat(10), "-".repeat(10), "-".repeat(9));
    terminal.progress("1 of " + Conformance.SUBJECTS.size());
    List<Conformance.Row> rows =
        Conformance.with(LabConfig.defaults().seed(seed.value())).run(seeds.value(), row -> {
          terminal.clearProgress();
          out.printf(ROW, row.subject(), row.seeds(), row.points(), row.delivered(), row.failures().size());
          out.flush();
          terminal.progress("next");
        });
    terminal.clearProgress();
    return conclude(out, rows);
  }

  private int conclude(PrintWriter out, List<Conformance.Row> rows) {
    long points = rows.stream().mapToLong(Conformance.Row::points).sum();
    long failures = rows.stream().mapToLong(row -> row.failures().size()).sum();
    out.printf(
        "%n%d programs, %d runs with a cancellation: %s%n", rows.size(), points,
        failures == 0 ? "nothing lost, doubled, leaked or left waiting." : failures + " failures.");
    out.flush();
    rows.forEach(row -> row.failures().forEach(text -> terminal.say(row.subject() + ": " + text)));
    return failures == 0 ? ExitCode.OK : ExitCode.VIOLATION;
  }
}
