package dev.asupersync.lab.conformance;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs each subject with a request to stop at every moment, for every task in turn, over many seeds. After each run
 * the subject says whether everything is where it belongs, and the oracles whether the rules were kept; a task that
 * is left waiting is a deadlock, which the lab finds by itself.
 */
public final class Conformance {

  /** All the subjects: channels, locks, promises, regions and combinators. */
  public static final List<Subject> SUBJECTS =
      Stream.of(ChannelSubjects.all(), LockSubjects.all(), CombinatorSubjects.all(), OtherSubjects.all())
          .flatMap(List::stream).toList();

  private final LabConfig config;

  private Conformance(LabConfig config) {
    this.config = config;
  }

  /** With the seeds from that of {@code config} on. */
  public static Conformance with(LabConfig config) {
    return new Conformance(config.captureTrace(false));
  }

  /**
   * What came of one subject.
   *
   * @param subject its name
   * @param seeds how many seeds
   * @param points how many pairs of a moment and a task, over all seeds
   * @param delivered in how many of them the task was there to be cancelled
   * @param failures what went wrong, each with how to see it again
   */
  public record Row(String subject, long seeds, long points, long delivered, List<String> failures) {

    public Row {
      failures = List.copyOf(failures);
    }
  }

  /** Runs every subject. {@code progress} is told each row as it is done. */
  public List<Row> run(long seeds, Consumer<Row> progress) {
    List<Row> rows = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      Row row = run(subject, seeds);
      progress.accept(row);
      rows.add(row);
    }
    return rows;
  }

  /** Runs one subject; it stops at the third failure. */
  public Row run(Subject subject, long seeds) {
    Tally tally = new Tally();
    for (long i = 0; i < seeds && tally.failures.size() < 3; i++) {
      everywhere(subject, config.seed(config.seed() + i), tally);
    }
    return new Row(subject.name(), seeds, tally.points, tally.delivered, tally.failures);
  }

  private static final class Tally {
    final List<String> failures = new ArrayList<>();
    long points;
    long delivered;
  }

  private static void everywhere(Subject subject, LabConfig seeded, Tally tally) {
    Injection count = Injection.none();
    once(subject, seeded, count).ifPresent(tally.failures::add);
    for (long victim = 0; victim < count.tasks(); victim++) {
      for (long point = 0; point < count.points() && tally.failures.size() < 3; point++) {
        Injection injection = new Injection(point, victim);
        String where = "T" + victim + " cancelled at point " + point + ": ";
        once(subject, seeded, injection).ifPresent(wrong -> tally.failures.add(where + wrong));
        tally.points++;
        tally.delivered += injection.isDelivered() ? 1 : 0;
      }
    }
  }

  private static Optional<String> once(Subject subject, LabConfig config, Injection injection) {
    Trial trial = subject.trials().get();
    LabReport<String, Exception> report =
        LabRuntime.create(config).run(injection, Exception.class, cx -> {
          trial.run(cx);
          return "";
        });
    if (report.isFailure()) {
      return Optional.of(report.toString());
    }
    return trial.complaint().map(complaint -> complaint + ". " + report.again());
  }
}
