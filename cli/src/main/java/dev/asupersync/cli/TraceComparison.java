package dev.asupersync.cli;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.Divergence;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceEnd;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceMeta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Two traces, event by event. */
final class TraceComparison {

  private final Path expected;
  private final Path actual;
  private final String actually;
  private final long events;

  /**
   * Both are read once before: of a damaged file nothing is said that might not be true. Errors: CX-4101 to CX-4105.
   *
   * @param actually what people call the second
   */
  TraceComparison(Path expected, Path actual, String actually) {
    this.expected = expected;
    this.actual = actual;
    this.actually = actually;
    this.events = whole(expected);
    whole(actual);
  }

  private static long whole(Path file) {
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      reader.forEachRemaining(_ -> {});
      TraceEnd end = reader.end().orElseThrow();
      if (end.lost() > 0) {
        throw new CxConfigException(ErrorCode.TRACE_INCOMPLETE,
            file + " holds " + end.events() + " events and lost " + end.lost() + " more, so it cannot be compared.");
      }
      return end.events();
    }
  }

  /** Tells the first event that is not the same, and gives the exit code. */
  int tell(Terminal terminal, boolean json) {
    try (TraceFileReader one = TraceFileReader.open(expected); TraceFileReader other = TraceFileReader.open(actual)) {
      Optional<Divergence> found = Divergence.first(one, other);
      List<String> differences = differences(one.meta(), other.meta());
      if (found.isEmpty()) {
        terminal.out().println(json
            ? new Json().put("same", true).put("events", events)
            : "All " + events + " events of both are the same.");
        return ExitCode.OK;
      }
      if (json) {
        terminal.out().println(json(found.get(), differences));
      } else {
        terminal.out().println(found.get().text());
        terminal.out().println(differences.isEmpty()
            ? "Program, seed, strategy and settings are the same: see CX-4004."
            : "Note: " + String.join(", ", differences) + ".");
        terminal.out().flush();
        terminal.say(ErrorCode.TRACES_DIFFER.format(String.format(Locale.ROOT,
            "%s and %s differ from event %d of %d on (%.0f%%).",
            expected, actually, found.get().index(), events, percent(found.get()))));
      }
      return ExitCode.VIOLATION;
    }
  }

  private double percent(Divergence found) {
    return events == 0 ? 100 : 100.0 * found.index() / events;
  }

  /** What differs between the runs may be no more than that they were not the same run. */
  private static List<String> differences(TraceMeta one, TraceMeta other) {
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
    return differences;
  }

  private Json json(Divergence found, List<String> differences) {
    Json object = new Json()
        .put("same", false)
        .put("category", found.category().toString())
        .put("event", found.index())
        .put("events", events)
        .put("explanation", found.explanation())
        .raw("differences", Json.list(differences.stream().map(Json::quoted).toList()))
        .raw("before", list(found.before()));
    found.expected().ifPresent(event -> object.put("expected", Json.of(event)));
    found.actual().ifPresent(event -> object.put("actual", Json.of(event)));
    return object.raw("expectedAfter", list(found.expectedAfter())).raw("actualAfter", list(found.actualAfter()));
  }

  /** As a JSON array. */
  static String list(List<TraceEvent> events) {
    return Json.list(events.stream().map(event -> Json.of(event).toString()).toList());
  }
}
