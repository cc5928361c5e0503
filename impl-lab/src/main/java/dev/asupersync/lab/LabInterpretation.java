package dev.asupersync.lab;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program deterministically: the same program, settings and seed make the same steps.
 *
 * <p>Exactly one strand runs. Which one goes on is chosen at every schedule point and park by a
 * {@link ScheduleStrategy}; time is virtual and jumps to the next alarm when nothing can run. A run that
 * deadlocks, does not end, leaks, or breaks the rule of an oracle is drained and then fails with
 * {@link CxViolationException}, whose last line says how to see it again.
 *
 * <p>Threads: one program at a time (CX-4007). Requests from outside the run (a shutdown, an interrupt) are
 * accepted on any thread and take effect at the next step; when they come is not under the lab's control.
 */
public final class LabInterpretation implements Interpretation {

  private static final long ENTROPY = 2;
  private static final SortedMap<String, Long> NOTHING = Collections.emptySortedMap();

  private final LabConfig config;
  private final boolean throwing;
  private final @Nullable TraceRecorder recorder;
  private final OracleSuite oracles;
  private final Distress distress;
  private final HolderWatch holders;
  private final Baton baton;
  private final @Nullable FaultInjector faults;
  private final SplitMix entropy;
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable List<OracleReport> reports;

  LabInterpretation(LabConfig config, ScheduleStrategy strategy, boolean throwing) {
    this(Carrier.best(), config, strategy, throwing);
  }

  LabInterpretation(Carrier carrier, LabConfig config, ScheduleStrategy strategy, boolean throwing) {
    this.config = config;
    this.throwing = throwing;
    this.oracles = OracleSuite.of(config.oracles());
    this.recorder = config.captureTrace() || config.traceTo().isPresent()
        ? new TraceRecorder(this::nanoTime, config.captureTrace() ? config.traceCapacity() : 0)
        : null;
    this.distress = new Distress(recorder);
    this.holders = new HolderWatch(config.futurelockMaxIdleSteps());
    this.baton = new Baton(carrier, config, strategy, recorder, distress, holders);
    this.faults = strategy.plan().isNone() ? null : new FaultInjector(strategy, baton, distress, recorder);
    baton.faults = faults;
    this.entropy = new SplitMix(config.entropySeed().orElse(config.seed()), ENTROPY);
  }

  /** One that walks at random from the seed of {@code config}, with its chaos. Errors: CX-4009. */
  public static LabInterpretation of(LabConfig config) {
    return new LabInterpretation(config, LabRuntime.walk(config), true);
  }

  /** One that lets {@code strategy} choose. Errors: CX-4009. */
  public static LabInterpretation of(LabConfig config, ScheduleStrategy strategy) {
    return new LabInterpretation(config, strategy, true);
  }

  /**
   * This interpretation with those who watch and judge it. Alone it neither traces nor judges, and its runs fail
   * (CX-4023) unless its configuration asks for no oracles.
   */
  public Wiring wiring() {
    List<RuntimeObserver> observers = new ArrayList<>(List.of(distress, holders, oracles));
    if (recorder != null) {
      observers.addFirst(recorder);
    }
    if (faults != null) {
      observers.add(faults);
    }
    return new Wiring(this, observers);
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    if (!busy.compareAndSet(false, true)) {
      throw new CxUsageException(
          ErrorCode.ONE_PROGRAM_AT_A_TIME,
          "The lab cannot run \"" + spec.name() + "\" now: it is running another program, and two at once"
              + " would make the schedule depend on more than the seed. Run one after the other, or open a"
              + " second runtime.");
    }
    try (TraceRun tracing = TraceRun.begin(config, baton.strategy(), recorder)) {
      if (faults != null) {
        faults.begin();
      }
      reports = null;
      CountDownLatch ended = baton.begin(spec, root);
      carry(ended, onInterrupt);
      noteUnusedDecisions();
      tracing.end(baton, distress);
      if (throwing) {
        List<Violation> violations = violations();
        String again = violations.isEmpty() ? "" : again().get();
        forgetRun();
        if (!violations.isEmpty()) {
          throw failure(violations, again);
        }
      }
    } finally {
      busy.set(false);
    }
  }

  /** Who asks for no watch carries the strands itself: that saves two hand-overs between threads in each run. */
  private void carry(CountDownLatch ended, Runnable onInterrupt) {
    Carrier carrier = baton.carrier();
    if (config.stuckLimit().isZero() && carrier.canUseCaller()) {
      carrier.carry(ended, onInterrupt);
    } else {
      carrier.carryElsewhere(ended);
      new StuckWatch(baton, distress, config.stuckLimit()).await(ended, onInterrupt);
    }
  }

  private void noteUnusedDecisions() {
    try {
      if (distress.violations().isEmpty() && !baton.isUnwinding()) {
        baton.strategy().ended();
      }
    } catch (CxViolationException left) {
      distress.note(left.code(), String.valueOf(left.getMessage()));
    }
  }

  private void forgetRun() {
    distress.reset();
    holders.reset();
    oracles.reset();
    if (recorder != null) {
      recorder.reset();
    }
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    return baton.start(spec, body);
  }

  @Override
  public long nanoTime() {
    return baton.now();
  }

  @Override
  public Instant wallClock() {
    return config.start().plusNanos(baton.now());
  }

  @Override
  public long nextSeed() {
    return entropy.next();
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    return baton.alarm(faults == null ? deadlineNanos : faults.late(deadlineNanos), action);
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.DETERMINISTIC, Trait.VIRTUAL_TIME);
  }

  @Override
  public OptionalLong seed() {
    return OptionalLong.of(config.seed());
  }

  @Override
  public String describe() {
    return "lab: " + baton.strategy().describe() + ", virtual time from " + config.start();
  }

  /** What this run broke: what stopped it first, then what the oracles say of it. */
  List<Violation> violations() {
    List<Violation> all = new ArrayList<>(distress.violations());
    if (!baton.isUnwinding()) {
      oracles.blindness().ifPresent(why -> all.add(new Violation(
          ErrorCode.NOT_CHECKED, why + " So nothing can be said of the run. Open the runtime with wiring(), or ask"
              + " for no oracles.")));
      for (OracleReport report : oracleReports()) {
        report.violations().forEach(text ->
            all.add(new Violation(
                ErrorCode.ORACLE_VIOLATED, "Oracle " + report.oracle() + ": " + text + ".")));
      }
    }
    return all;
  }

  /** Whether the strands had to be ended by force; the outcome of such a run means nothing. */
  boolean wasUnwound() {
    return baton.isUnwinding();
  }

  /** What each oracle says of the latest run. */
  List<OracleReport> oracleReports() {
    List<OracleReport> told = reports;
    if (told == null) {
      told = oracles.reports();
      reports = told;
    }
    return told;
  }

  /** How many faults of each kind were injected into the latest run. */
  SortedMap<String, Long> injected() {
    return faults == null ? NOTHING : Collections.unmodifiableSortedMap(new TreeMap<>(faults.counts()));
  }

  long steps() {
    return baton.steps();
  }

  DecisionLog decisions() {
    return baton.decisions();
  }

  LabTrace trace() {
    return recorder == null || !config.captureTrace() ? LabTrace.EMPTY : recorder.trace();
  }

  /** The one line that says how to see this run again, for whenever it is wanted. */
  Supplier<String> again() {
    long seed = config.seed();
    ScheduleStrategy strategy = baton.strategy();
    long hash = baton.decisions().hash();
    Supplier<String> traced = traceHash();
    return () -> "Again: -Dasupersync.lab.seed=" + seed + " (" + strategy.describe() + ", schedule "
        + DecisionLog.words(hash) + ", trace " + traced.get() + ")";
  }

  private Supplier<String> traceHash() {
    if (recorder == null) {
      return () -> "not recorded";
    }
    if (!config.captureTrace()) {
      return () -> "in " + config.traceTo().orElseThrow().file();
    }
    LabTrace trace = recorder.trace();
    return () -> trace.sha256().substring(0, 16) + (trace.isTruncated() ? " of a part" : "");
  }

  static CxViolationException failure(List<Violation> violations, String again) {
    StringBuilder text = new StringBuilder(violations.getFirst().text());
    violations.stream().skip(1).forEach(more -> text.append("\nAlso ").append(more));
    return new CxViolationException(violations.getFirst().code(), text + "\n" + again);
  }
}
