package dev.asupersync.cli;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.Divergence;
import dev.asupersync.lab.trace.Foata;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceEnd;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceMeta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  TraceDiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    whole(expected);
    whole(actual);
    return commuting ? compareForms() : compareEvents();
  }

  /** Both are read once before: of a damaged file nothing is said that might not be true. */
  private static void whole(Path file) {
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      reader.forEachRemaining(_ -> {});
      TraceEnd end = reader.end().orElseThrow();
      if (end.lost() > 0) {
        throw new CxConfigException(ErrorCode.TRACE_INCOMPLETE,
            file + " holds " + end.events() + " events and lost " + end.lost() + " more, so it cannot be compared.");
      }
    }
  }

  private int compareEvents() {
    try (TraceFileReader one = TraceFileReader.open(expected); TraceFileReader other = TraceFileReader.open(actual)) {
      Optional<Divergence> found = Divergence.first(one, other);
      if (found.isEmpty()) {
        terminal.out().println(json ? new Json().put("same", true) : "The events of both are the same.");
        return ExitCode.OK;
      }
      if (json) {
        terminal.out().println(json(found.get()));
      } else {
        terminal.out().println(found.get().text());
        hint(one.meta(), other.meta());
        terminal.out().flush();
        terminal.say(ErrorCode.TRACES_DIFFER.format(
            expected + " and " + actual + " differ from event " + found.get().index() + " on."));
      }
      return ExitCode.VIOLATION;
    }
  }

  /** What differs between the runs may be no more than that they were not the same run. */
  private void hint(TraceMeta one, TraceMeta other) {
    List<String> differences = new ArrayList<>();
    if (!one.program().equals(other.program())) {
      differences.add("the programs are " + one.program() + " and " + other.program());
    }
    if (one.seed() != other.seed()) {
      differences.add("the seeds are " + one.seed() + " and " + other.seed());
    }
    if (!one.strategy().equals(other.strategy()) && one.seed() == other.seed()) {
      differences.add("the strategies are " + one.strategy() + " and " + other.strategy());
    }
    if (one.configHash() != other.configHash() && one.seed() == other.seed()) {
      differences.add("the settings differ");
    }
    if (!one.writer().equals(other.writer())) {
      differences.add("they were written by " + one.writer() + " and " + other.writer());
    }
    terminal.out().println(differences.isEmpty()
        ? "Program, seed, strategy and settings are the same: see CX-4004."
        : "Note: " + String.join(", ", differences) + ".");
  }

  private static Json json(Divergence found) {
    Json object = new Json()
        .put("same", false)
        .put("category", found.category().toString())
        .put("event", found.index())
        .put("explanation", found.explanation())
        .raw("before", list(found.before()));
    found.expected().ifPresent(event -> object.put("expected", Json.of(event)));
    found.actual().ifPresent(event -> object.put("actual", Json.of(event)));
    return object.raw("expectedAfter", list(found.expectedAfter())).raw("actualAfter", list(found.actualAfter()));
  }

  private static String list(List<TraceEvent> events) {
    return "[" + String.join(",", events.stream().map(event -> Json.of(event).toString()).toList()) + "]";
  }

  private int compareForms() {
    Foata one = form(expected);
    Foata other = form(actual);
    Foata.Parting parting = one.partingFrom(other);
    if (parting.layer() < 0) {
      terminal.out().println(json
          ? new Json().put("same", true).put("fingerprint", String.format("%016x", one.fingerprint()))
          : "They differ at most in the order of events that commute: " + one + ".");
      return ExitCode.OK;
    }
    List<TraceEvent> here = events(expected, parting.here());
    List<TraceEvent> there = events(actual, parting.there());
    if (json) {
      terminal.out().println(new Json().put("same", false).put("layer", parting.layer())
          .raw("expected", list(here)).raw("actual", list(there)));
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
