package dev.asupersync.lab.selftest;

import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.lab.trace.TraceRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Plants every mutant and looks who complains. */
public final class SelfTest {

  private SelfTest() {}

  /**
   * How one oracle or rule did.
   *
   * @param target its name
   * @param events how many mutants of made-up runs there are for it
   * @param runs how many of real runs
   * @param killed how many of both were caught by exactly those who should
   * @param survivors why each of the others was not
   */
  public record Row(String target, int events, int runs, int killed, List<String> survivors) {

    public Row {
      survivors = List.copyOf(survivors);
    }

    /** Whether there were mutants and all were caught. */
    public boolean isOk() {
      return events + runs > 0 && killed == events + runs;
    }
  }

  /** Every mutant that there is. */
  public static List<Mutant> mutants() {
    return Stream.of(
            StructureMutants.all(), CancelMutants.all(), TaskMutants.all(), DeterminismMutants.all(),
            RunMutants.all(), PlantedTraces.mutants(), TraceMutants.all())
        .flatMap(List::stream).toList();
  }

  /** One row for each oracle, then for each rule of traces; one without mutants is not ok. */
  public static List<Row> run() {
    Map<String, List<Mutant>> byTarget = new LinkedHashMap<>();
    OracleSuite.allNames().forEach(name -> byTarget.put(name, new ArrayList<>()));
    Arrays.stream(TraceRule.values()).forEach(rule -> byTarget.put(rule.id(), new ArrayList<>()));
    for (Mutant mutant : mutants()) {
      List<Mutant> own = byTarget.get(mutant.target());
      if (own == null) {
        throw new IllegalStateException("There is no oracle or rule " + mutant.target() + " for " + mutant.name());
      }
      own.add(mutant);
    }
    return byTarget.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList();
  }

  private static Row row(String target, List<Mutant> mutants) {
    List<String> survivors = mutants.stream().flatMap(mutant -> mutant.survived().stream()).toList();
    int events = (int) mutants.stream().filter(mutant -> mutant.level() == Mutant.Level.EVENTS).count();
    return new Row(target, events, mutants.size() - events, mutants.size() - survivors.size(), survivors);
  }

  /** Who complains of the runs from which the mutants are made, which keep every rule; must be empty. */
  public static Map<String, List<String>> baseline() {
    Map<String, List<String>> complaints = new LinkedHashMap<>();
    complaints.putAll(judge(EventStream.clean()));
    RunMutants.clean().forEach((who, what) -> complaints.merge(who, what, SelfTest::both));
    PlantedTraces.clean().forEach((who, what) -> complaints.merge(who, what, SelfTest::both));
    TraceMutants.clean().forEach((who, what) -> complaints.merge(who, what, SelfTest::both));
    complaints.values().removeIf(List::isEmpty);
    return complaints;
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  static Map<String, List<String>> judge(EventStream stream) {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    stream.feed(suite);
    return complaints(suite);
  }

  static Map<String, List<String>> complaints(OracleSuite suite) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (OracleReport report : suite.reports()) {
      all.put(report.oracle(), report.violations());
    }
    return all;
  }
}
