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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run in the lab.
 *
 * @param outcome how the program ended; nothing where it had to be ended by force
 * @param violations what it broke; the first one stopped it
 * @param oracles what each oracle says
 * @param steps how many schedule points and waits
 * @param virtualTime how much time passed in it
 * @param decisions how many choices there were
 * @param schedule the choices, for a {@link FixedSchedule}
 * @param scheduleHash equal for equal schedules
 * @param trace what happened; empty where it was not recorded
 * @param injected how many faults of each kind were injected, see {@link dev.asupersync.lab.fault.Fault#what}
 * @param again the line that says how to see the run again
 */
public record LabReport<T extends @Nullable Object, E extends Exception>(
    Optional<Outcome<T, E>> outcome,
    List<Violation> violations,
    List<OracleReport> oracles,
    long seed,
    long steps,
    Duration virtualTime,
    long decisions,
    Schedule schedule,
    String scheduleHash,
    LabTrace trace,
    SortedMap<String, Long> injected,
    String again) {

  public LabReport {
    violations = List.copyOf(violations);
    oracles = List.copyOf(oracles);
    injected = Collections.unmodifiableSortedMap(new TreeMap<>(injected));
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
      throw LabInterpretation.failure(violations, again);
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
    return trace.size() == 0 && steps > 0
        ? Optional.of(new Breach(TraceRule.RUN_003, 0, "the end", "no trace was kept of " + steps + " steps"))
        : Refinement.check(trace.events().iterator(), trace.lost());
  }

  /** The same with one more violation. */
  public LabReport<T, E> with(Violation more) {
    List<Violation> all = new ArrayList<>(violations);
    all.add(more);
    return new LabReport<>(outcome, all, oracles, seed, steps, virtualTime, decisions, schedule, scheduleHash,
        trace, injected, again);
  }

  /** The same with this verdict in place of the one of the oracle of that name. */
  LabReport<T, E> with(OracleReport verdict) {
    List<OracleReport> all = oracles.stream()
        .map(report -> report.oracle().equals(verdict.oracle()) ? verdict : report)
        .toList();
    return new LabReport<>(outcome, violations, all, seed, steps, virtualTime, decisions, schedule,
        scheduleHash, trace, injected, again);
  }

  /** A few lines: the outcome, what was broken, figures, and how to see it again. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("outcome ")
        .append(outcome.map(Object::toString).orElse("none, it was ended by force")).append('\n');
    violations.forEach(violation -> text.append(violation).append('\n'));
    return text.append(steps).append(" steps, ").append(decisions).append(" decisions, ").append(virtualTime)
        .append(" of virtual time\n").append(injected.isEmpty() ? "" : "injected " + injected + "\n").append(again)
        .toString();
  }
}
