package dev.asupersync.lab;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.trace.Breach;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.Refinement;
import dev.asupersync.lab.trace.TraceRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of a run in the lab. Immutable. What only people read is put into words when they ask for it. */
public final class LabReport<T extends @Nullable Object, E extends Exception> {

  /** What was counted, and of which run. */
  record Figures(long seed, long steps, long nanos, long decisions, long scheduleHash) {}

  private final Optional<Outcome<T, E>> outcome;
  private final List<Violation> violations;
  private final List<OracleReport> oracles;
  private final Figures figures;
  private final Schedule schedule;
  private final LabTrace trace;
  private final SortedMap<String, Long> injected;
  private final Supplier<String> again;

  LabReport(
      Optional<Outcome<T, E>> outcome,
      List<Violation> violations,
      List<OracleReport> oracles,
      Figures figures,
      Schedule schedule,
      LabTrace trace,
      SortedMap<String, Long> injected,
      Supplier<String> again) {
    this.outcome = outcome;
    this.violations = List.copyOf(violations);
    this.oracles = List.copyOf(oracles);
    this.figures = figures;
    this.schedule = schedule;
    this.trace = trace;
    this.injected = injected;
    this.again = again;
  }

  /** How the program ended; nothing where it had to be ended by force. */
  public Optional<Outcome<T, E>> outcome() {
    return outcome;
  }

  /** What it broke; the first one stopped it. */
  public List<Violation> violations() {
    return violations;
  }

  /** What each oracle says. */
  public List<OracleReport> oracles() {
    return oracles;
  }

  public long seed() {
    return figures.seed;
  }

  /** How many schedule points and waits. */
  public long steps() {
    return figures.steps;
  }

  /** How much time passed in it. */
  public Duration virtualTime() {
    return Duration.ofNanos(figures.nanos);
  }

  /** How many choices there were. */
  public long decisions() {
    return figures.decisions;
  }

  /** The choices, for a {@link FixedSchedule}. */
  public Schedule schedule() {
    return schedule;
  }

  /** 16 hex digits, equal for equal schedules. */
  public String scheduleHash() {
    return DecisionLog.words(figures.scheduleHash);
  }

  /** What happened; empty where it was not recorded. */
  public LabTrace trace() {
    return trace;
  }

  /** How many faults of each kind were injected, see {@link dev.asupersync.lab.fault.Fault#what}. */
  public SortedMap<String, Long> injected() {
    return injected;
  }

  /** The line that says how to see the run again. */
  public String again() {
    return again.get();
  }

  /** Whether no rule was broken; the outcome may still be any of the four. */
  public boolean isClean() {
    return violations.isEmpty();
  }

  /** Whether it should count as a failure of a test: a violation, an error or a panic. */
  public boolean isFailure() {
    return !isClean()
        || outcome.isEmpty()
        || outcome.get() instanceof Outcome.Err
        || outcome.get() instanceof Outcome.Panicked;
  }

  /** The outcome, unless a rule was broken: then {@link CxViolationException} with all of them. */
  public Outcome<T, E> orThrow() {
    if (!violations.isEmpty()) {
      throw LabInterpretation.failure(violations, again());
    }
    return outcome.orElseThrow();
  }

  /** The report of that oracle. Errors: IllegalArgumentException when it did not judge this run. */
  public OracleReport oracle(String name) {
    return oracles.stream()
        .filter(report -> report.oracle().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "The oracle \"" + name + "\" did not judge this run. These did: "
                + oracles.stream().map(OracleReport::oracle).toList() + ". Name it in LabConfig.oracles."));
  }

  /**
   * The first of the rules of traces that this run broke, if it broke one; a trace that lost events, or was not kept,
   * breaks RUN-003, because nothing can be said of it.
   */
  public Optional<Breach> refinement() {
    return trace.size() == 0 && steps() > 0
        ? Optional.of(new Breach(TraceRule.RUN_003, 0, "the end", "no trace was kept of " + steps() + " steps"))
        : Refinement.check(trace.events().iterator(), trace.lost());
  }

  /** The same with one more violation. */
  public LabReport<T, E> with(Violation more) {
    List<Violation> all = new ArrayList<>(violations);
    all.add(more);
    return new LabReport<>(outcome, all, oracles, figures, schedule, trace, injected, again);
  }

  /** The same with this verdict in place of the one of the oracle of that name. */
  LabReport<T, E> with(OracleReport verdict) {
    List<OracleReport> all = oracles.stream()
        .map(report -> report.oracle().equals(verdict.oracle()) ? verdict : report)
        .toList();
    return new LabReport<>(outcome, violations, all, figures, schedule, trace, injected, again);
  }

  /** A few lines: the outcome, what was broken, figures, and how to see it again. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("outcome ")
        .append(outcome.map(Object::toString).orElse("none, it was ended by force")).append('\n');
    violations.forEach(violation -> text.append(violation).append('\n'));
    return text.append(steps()).append(" steps, ").append(decisions()).append(" decisions, ").append(virtualTime())
        .append(" of virtual time\n").append(injected.isEmpty() ? "" : "injected " + injected + "\n").append(again())
        .toString();
  }
}
