package dev.asupersync.lab;

import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.oracle.DeterminismOracle;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lab as a library, for tests: runs a program and reports what came of it, without throwing. Each run
 * is a world of its own, so running the same program again gives the same report.
 *
 * <pre>{@code
 * LabRuntime lab = LabRuntime.create(LabConfig.defaults().seed(42));
 * lab.run(cx -> cx.region(scope -> scope.spawn(this::taskUnderTest)));
 * assertTrue(lab.obligationLeakOracle().isOk());
 * assertTrue(lab.quiescenceOracle().isOk());
 * }</pre>
 *
 * <p>Threads: one at a time.
 */
public final class LabRuntime {

  /** A leak is told, by the oracle, and changes nothing else, so that the run shows what the program does. */
  private static final KernelSettings SETTINGS =
      KernelSettings.DEFAULT.withRecordSites(true).withOnLeak(KernelSettings.LeakPolicy.LOG);

  /** What a range of seeds showed. */
  public record Exploration<T extends @Nullable Object, E extends Exception>(
      long runs, Optional<LabReport<T, E>> firstFailure) {}

  private final LabConfig config;
  private final KernelSettings settings;
  private List<OracleReport> last = List.of();

  private LabRuntime(LabConfig config, KernelSettings settings) {
    this.config = config;
    this.settings = settings;
  }

  public static LabRuntime create(LabConfig config) {
    return new LabRuntime(config, SETTINGS);
  }

  public LabConfig config() {
    return config;
  }

  /** The same without what serves only people: the trace, where obligations were reserved, and lines in the log. */
  public LabRuntime unrecorded() {
    return new LabRuntime(config.untraced(), settings.withRecordSites(false).withLogs(false));
  }

  /** Runs a program that declares no error. Errors: CX-4009 when {@code config} names an unknown oracle. */
  public <T extends @Nullable Object> LabReport<T, RuntimeException> run(Task<T, RuntimeException> program) {
    return world(config, walk(config), kernel -> kernel.run(program));
  }

  /** Runs a program that may throw {@code errorType}. */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> run(
      Class<E> errorType, Task<T, E> program) {
    return world(config, walk(config), kernel -> kernel.run(errorType, program));
  }

  /** Runs a program with recorded decisions. A program that differs from the recorded one fails (CX-4008). */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> replay(
      Schedule schedule, Class<E> errorType, Task<T, E> program) {
    return world(config, new FixedSchedule(schedule), kernel -> kernel.run(errorType, program));
  }

  /** Runs a program with another way to choose. */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> run(
      ScheduleStrategy strategy, Class<E> errorType, Task<T, E> program) {
    return world(config, strategy, kernel -> kernel.run(errorType, program));
  }

  /** Runs a program that somebody else watches, too. */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> run(
      RuntimeObserver watching, Class<E> errorType, Task<T, E> program) {
    return run(walk(config), List.of(watching), errorType, program);
  }

  /** Runs a program with another way to choose, which others watch, too. */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> run(
      ScheduleStrategy strategy, List<RuntimeObserver> watching, Class<E> errorType, Task<T, E> program) {
    return world(config, strategy, watching, kernel -> kernel.run(errorType, program));
  }

  /**
   * Runs a program twice with the same seed. A difference is a violation (CX-4004) that names the first event
   * that differs; so are traces that are cut off, because nothing is known of what they lost.
   */
  public <T extends @Nullable Object, E extends Exception> LabReport<T, E> checkDeterminism(
      Class<E> errorType, Task<T, E> program) {
    LabConfig traced = config.captureTrace(true);
    LabReport<T, E> first = world(traced, walk(traced), kernel -> kernel.run(errorType, program));
    LabReport<T, E> second = world(traced, walk(traced), kernel -> kernel.run(errorType, program));
    Optional<String> difference = DeterminismOracle.difference(first.trace(), second.trace());
    OracleReport verdict = new OracleReport("determinism", true, first.trace().size() + second.trace().size(),
        difference.map(List::of).orElse(List.of()));
    LabReport<T, E> judged = first.with(verdict);
    last = judged.oracles();
    return difference.map(text -> judged.with(new Violation(ErrorCode.NONDETERMINISM, text))).orElse(judged);
  }

  /** {@link #explore(long, Class, Task, Predicate)} up to the first {@link LabReport#isFailure}. */
  public <T extends @Nullable Object, E extends Exception> Exploration<T, E> explore(
      long seeds, Class<E> errorType, Task<T, E> program) {
    return explore(seeds, errorType, program, LabReport::isFailure);
  }

  /**
   * Runs a program with the seeds from that of {@code config} on, up to the first whose report is a failure.
   * What costs time and serves only people (the trace, where obligations were reserved) is left out until
   * then; the seed that failed is run again with it, and one that does not fail again is itself a violation
   * (CX-4004).
   */
  public <T extends @Nullable Object, E extends Exception> Exploration<T, E> explore(
      long seeds, Class<E> errorType, Task<T, E> program, Predicate<LabReport<T, E>> failure) {
    LabRuntime quick = unrecorded();
    for (long i = 0; i < seeds; i++) {
      LabConfig next = config.seed(config.seed() + i);
      LabReport<T, E> report =
          quick.world(next.untraced(), walk(next), kernel -> kernel.run(errorType, program));
      if (failure.test(report)) {
        LabReport<T, E> again = world(next, walk(next), kernel -> kernel.run(errorType, program));
        LabReport<T, E> told = failure.test(again) ? again : report.with(unsteady(next));
        return new Exploration<>(i + 1, Optional.of(told));
      }
    }
    last = quick.last;
    return new Exploration<>(seeds, Optional.empty());
  }

  private static Violation unsteady(LabConfig config) {
    return new Violation(
        ErrorCode.NONDETERMINISM,
        "Seed " + config.seed() + " failed, and did not fail when it was run again: something decides"
            + " that the lab does not control. Run checkDeterminism with it.");
  }

  /** A random walk, with the chaos that {@code config} wants. */
  static ScheduleStrategy walk(LabConfig config) {
    return config.chaos().beside(new RandomWalk(config.seed()), config.seed());
  }

  /** What is run over a fresh kernel. */
  private interface Body<T extends @Nullable Object, E extends Exception> {
    Outcome<T, E> run(Kernel kernel);
  }

  private <T extends @Nullable Object, E extends Exception> LabReport<T, E> world(
      LabConfig with, ScheduleStrategy strategy, Body<T, E> body) {
    return world(with, strategy, List.of(), body);
  }

  private <T extends @Nullable Object, E extends Exception> LabReport<T, E> world(
      LabConfig with, ScheduleStrategy strategy, List<RuntimeObserver> watching, Body<T, E> body) {
    LabInterpretation lab = new LabInterpretation(with, strategy, false);
    Wiring wiring = lab.wiring();
    for (RuntimeObserver one : watching) {
      wiring = wiring.observedBy(one);
    }
    Optional<Outcome<T, E>> outcome;
    try (Kernel kernel = Kernel.open("lab", wiring, settings)) {
      Outcome<T, E> ended = body.run(kernel);
      outcome = lab.wasUnwound() ? Optional.empty() : Optional.of(ended);
    }
    LabReport<T, E> report = new LabReport<>(
        outcome,
        lab.violations(),
        lab.oracleReports(),
        new LabReport.Figures(
            with.seed(), lab.steps(), lab.nanoTime(), lab.decisions().count(), lab.decisions().hash()),
        lab.decisions().schedule(),
        lab.trace(),
        lab.injected(),
        lab.again());
    last = report.oracles();
    return report;
  }

  // --- the verdicts of the last run

  public OracleReport taskLeakOracle() {
    return oracle("task_leak");
  }

  public OracleReport obligationLeakOracle() {
    return oracle("obligation_leak");
  }

  public OracleReport quiescenceOracle() {
    return oracle("quiescence");
  }

  public OracleReport loserDrainOracle() {
    return oracle("loser_drain");
  }

  public OracleReport finalizerOracle() {
    return oracle("finalizer");
  }

  public OracleReport regionTreeOracle() {
    return oracle("region_tree");
  }

  public OracleReport ambientAuthorityOracle() {
    return oracle("ambient_authority");
  }

  public OracleReport deadlineMonotoneOracle() {
    return oracle("deadline_monotone");
  }

  public OracleReport cancellationProtocolOracle() {
    return oracle("cancellation_protocol");
  }

  /** Judges only after {@link #checkDeterminism}. */
  public OracleReport determinismOracle() {
    return oracle("determinism");
  }

  private OracleReport oracle(String name) {
    return last.stream()
        .filter(report -> report.oracle().equals(name))
        .findFirst()
        .orElseThrow(() -> new CxUsageException(
            ErrorCode.UNKNOWN_ORACLE,
            "The oracle \"" + name + "\" has judged nothing: no program was run yet, or LabConfig.oracles"
                + " leaves it out, which has " + config.oracles() + "."));
  }
}
