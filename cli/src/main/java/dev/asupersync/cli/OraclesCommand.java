package dev.asupersync.cli;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.selftest.CleanRuns;
import dev.asupersync.lab.selftest.SelfTest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "oracles", mixinStandardHelpOptions = true,
    header = "Tests the oracles of the lab and the rules of traces themselves.",
    description = {
      "",
      "Plants mutants, each of which breaks one rule in one place, in the events of made-up runs and of real ones. Each"
          + " must be caught by exactly the oracle or rule that it is made for.",
      "",
      "With --clean, runs programs that do nothing wrong instead, over so many schedules: nobody may complain.",
      "",
      "Exit codes: 0 all is well, 1 usage, 13 a mutant survived, or there was a false alarm.",
      ""
    })
final class OraclesCommand implements Callable<Integer> {

  private static final String ROW = "| %-22s | %7s | %5s | %7s |%n";

  private final Terminal terminal;

  @Option(names = "--clean", paramLabel = "N", converter = Count.class,
      description = "How many schedules of programs that do nothing wrong.")
  private long clean;

  @Mixin
  private SeedOption seed = new SeedOption();

  OraclesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return clean > 0 ? clean() : mutants();
  }

  private int mutants() {
    Map<String, List<String>> alarms = SelfTest.baseline();
    List<SelfTest.Row> rows = SelfTest.run();
    PrintWriter out = terminal.out();
    out.printf(ROW, "oracle or rule", "made up", "real", "killed");
    out.printf("|%s|%s:|%s:|%s:|%n", "-".repeat(24), "-".repeat(8), "-".repeat(6), "-".repeat(8));
    for (SelfTest.Row row : rows) {
      out.printf(ROW, row.target(), row.events(), row.runs(), row.killed() + "/" + (row.events() + row.runs()));
    }
    long planted = rows.stream().mapToLong(row -> row.events() + row.runs()).sum();
    long killed = rows.stream().mapToLong(SelfTest.Row::killed).sum();
    boolean sound = alarms.isEmpty() && rows.stream().allMatch(SelfTest.Row::isOk);
    out.printf("%n%d oracles and rules: %d of %d mutants killed, each by exactly those who should; %s.%n",
        rows.size(), killed, planted,
        alarms.isEmpty() ? "nobody complains of what they are made from" : "false alarms");
    out.flush();
    rows.forEach(row -> row.survivors().forEach(why -> terminal.say(row.target() + ": survived: " + why)));
    rows.stream().filter(row -> row.events() + row.runs() == 0)
        .forEach(row -> terminal.say(row.target() + ": nothing was planted for it."));
    alarms.forEach((who, what) -> terminal.say(who + ": a false alarm: " + what));
    return sound ? ExitCode.OK : ExitCode.VIOLATION;
  }

  private int clean() {
    CleanRuns.Result result = CleanRuns.with(LabConfig.defaults().seed(seed.value())).run(clean, done -> {
      if (done % 500 == 0) {
        terminal.progress(done + " of " + clean);
      }
    });
    terminal.clearProgress();
    terminal.out().printf("%d schedules of %d programs, %d events: %s.%n", result.schedules(), result.programs(),
        result.events(), result.alarms().isEmpty() ? "no false alarm" : result.alarms().size() + " false alarms");
    terminal.out().flush();
    result.alarms().forEach(terminal::say);
    return result.alarms().isEmpty() ? ExitCode.OK : ExitCode.VIOLATION;
  }
}
