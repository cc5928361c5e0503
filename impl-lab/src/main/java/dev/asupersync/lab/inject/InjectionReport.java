package dev.asupersync.lab.inject;

import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.Place;
import dev.asupersync.lab.trace.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cancelling a program at its points has shown.
 *
 * @param program its name
 * @param search which schedules were tried
 * @param faults what was injected at each point, in turn
 * @param points at how many
 * @param late how many of the points that were met showed only in runs with a request
 * @param schedules how many schedules were tried for each, at most
 * @param runs how many runs there were with a request
 * @param cancelled in how many of them there was somebody to be cancelled
 * @param isComplete whether for each point every schedule was run, or one of each class
 * @param judges how many oracles judged each run
 * @param nanos the real time that it took
 * @param without the failure of the program that nobody cancels, if it fails by itself; then nothing was injected
 * @param failures the points that failed
 * @param nothing why the sweep says nothing, if it does (CX-4041)
 */
public record InjectionReport(
    String program,
    String search,
    List<Fault> faults,
    long points,
    long late,
    long schedules,
    long runs,
    long cancelled,
    boolean isComplete,
    int judges,
    long nanos,
    Optional<Exploration.Failure> without,
    List<Found> failures,
    Optional<String> nothing) {

  public InjectionReport {
    faults = List.copyOf(faults);
    failures = List.copyOf(failures);
  }

  /**
   * A point that failed.
   *
   * @param failure the first run that did, with the word that makes it again
   */
  public record Found(Place place, Fault fault, Exploration.Failure failure) {

    /** In one line: what was done, where, and what came of it. */
    @Override
    public String toString() {
      return fault + " at " + place + ": " + failure.text();
    }
  }

  /** Whether something was cancelled, and nothing failed. */
  public boolean isOk() {
    return without.isEmpty() && failures.isEmpty() && nothing.isEmpty();
  }

  /** One line of figures. */
  public String figures() {
    String text = String.format(Locale.ROOT,
        "%s, %d kinds of request: %,d points, %,d runs, %,d with a cancellation, %d points failed, %.2f s.",
        search, faults.size(), points, runs, cancelled, failures.size(), nanos / 1e9);
    return judges > 0 ? text : text + " No oracle judged; only the program itself did.";
  }

  /** One line on what was found. */
  public String verdict() {
    if (without.isPresent()) {
      return "it fails without any cancellation";
    }
    if (nothing.isPresent()) {
      return nothing.get();
    }
    return failures.isEmpty()
        ? "0 failures" + (isComplete ? ", in every class of schedules of every point" : "")
        : failures.size() + (failures.size() == 1 ? " point fails" : " points fail");
  }

  /** The verdict, figures, and each failure with how to see it again. */
  @Override
  public String toString() {
    return program + ": " + verdict() + ".\n" + figures()
        + without.map(failure -> "\n" + told(failure, failure.text())).orElse("")
        + failures.stream().map(found -> "\n" + told(found.failure, found.toString())).collect(Collectors.joining());
  }

  private String told(Exploration.Failure failure, String text) {
    return text + "\nAgain: asupersync lab replay " + program + " " + failure.token();
  }

  /** The same as one JSON object. */
  public String toJson() {
    Json json = new Json()
        .put("program", program)
        .put("search", search)
        .raw("faults", list(faults.stream().map(fault -> Json.quoted(fault.toString()))))
        .put("points", points)
        .put("latePoints", late)
        .put("schedulesPerPoint", schedules)
        .put("runs", runs)
        .put("cancelled", cancelled)
        .put("complete", isComplete)
        .put("oracles", judges)
        .raw("seconds", String.format(Locale.ROOT, "%.3f", nanos / 1e9))
        .raw("failures", list(failures.stream().map(found -> failure(found.failure)
            .put("fault", found.fault.toString())
            .put("point", found.place.toString())
            .toString())));
    without.ifPresent(failure -> json.put("withoutCancellation", failure(failure)));
    nothing.ifPresent(why -> json.put("nothing", why));
    return json.toString();
  }

  private static String list(Stream<String> values) {
    return values.collect(Collectors.joining(",", "[", "]"));
  }

  private static Json failure(Exploration.Failure failure) {
    return new Json()
        .put("kind", failure.kind().name().toLowerCase(Locale.ROOT))
        .put("strategy", failure.strategy())
        .put("text", failure.text())
        .put("token", failure.token().toString());
  }
}
