package dev.asupersync.cli;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.Foata;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", mixinStandardHelpOptions = true, header = "Compares two traces.",
    description = {
      "",
      "Tells the first event that is not the same, what was before it, and how both go on. With --commuting, whether"
          + " they differ in more than the order of events that do not depend on each other.",
      "",
      "Exit codes: 0 they are the same, 1 a file is damaged or incomplete, 13 they differ.",
      ""
    })
final class TraceDiffCommand implements Callable<Integer> {

  private static final int SHOWN = 5;

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "EXPECTED", description = "A trace.")
  private Path expected = Path.of("");

  @Parameters(index = "1", paramLabel = "ACTUAL", description = "Another.")
  private Path actual = Path.of("");

  @Option(names = "--commuting", description = "Compares the Foata normal forms, without times and event numbers.")
  private boolean commuting;

  @Mixin
  private JsonOption json = new JsonOption();

  TraceDiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TraceComparison comparison = new TraceComparison(expected, actual, actual.toString());
    return commuting ? compareForms() : comparison.tell(terminal, json.isGiven());
  }

  private int compareForms() {
    Foata one = form(expected);
    Foata other = form(actual);
    Foata.Parting parting = one.partingFrom(other);
    if (parting.layer() < 0) {
      terminal.out().println(json.isGiven()
          ? new Json().put("same", true).put("fingerprint", String.format("%016x", one.fingerprint()))
          : "They differ at most in the order of events that commute: " + one + ".");
      return ExitCode.OK;
    }
    List<TraceEvent> here = events(expected, parting.here());
    List<TraceEvent> there = events(actual, parting.there());
    if (json.isGiven()) {
      terminal.out().println(new Json().put("same", false).put("layer", parting.layer())
          .raw("expected", TraceComparison.list(here)).raw("actual", TraceComparison.list(there)));
    } else {
      terminal.out().println("The normal forms part at layer " + parting.layer() + " of " + one.depth() + " and "
          + other.depth() + ".");
      here.forEach(event -> terminal.out().println("  expected: " + event));
      there.forEach(event -> terminal.out().println("  actual:   " + event));
      terminal.out().flush();
      terminal.say(ErrorCode.TRACES_DIFFER.format(
          expected + " and " + actual + " differ in more than the order of events that commute."));
    }
    return ExitCode.VIOLATION;
  }

  private static Foata form(Path file) {
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      return Foata.of(reader);
    }
  }

  /** The first few of the events with these numbers. */
  private static List<TraceEvent> events(Path file, List<Long> numbers) {
    List<Long> wanted = numbers.stream().sorted().limit(SHOWN).toList();
    List<TraceEvent> found = new ArrayList<>();
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      while (found.size() < wanted.size() && reader.hasNext()) {
        TraceEvent event = reader.next();
        if (wanted.contains(event.seq())) {
          found.add(event);
        }
      }
    }
    return found;
  }
}
