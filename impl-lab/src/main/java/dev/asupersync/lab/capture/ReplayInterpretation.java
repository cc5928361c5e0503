package dev.asupersync.lab.capture;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program once more as it was captured: the same turns, the same alarms, the same times, the same random
 * numbers. A run that goes another way fails at the first event that differs (CX-4062), one whose capture was cut off
 * at its end (CX-4061). All oracles watch.
 *
 * <p>Threads: it runs one program, once.
 */
public final class ReplayInterpretation implements Interpretation {

  private static final int LOOK_MILLIS = 1;
  private static final int DRAIN_LOOKS = 5_000;

  private final @Nullable Stage stage;
  private final @Nullable Script script;
  private final OracleSuite oracles = OracleSuite.of(List.of("all"));
  private final AtomicBoolean used = new AtomicBoolean();
  private final long stuckLooks;
  private volatile @Nullable RuntimeView runtime;

  private ReplayInterpretation(@Nullable Script script, boolean blockingAgain, Duration stuckLimit) {
    this.script = script;
    this.stage = script == null ? null : new Stage(script, blockingAgain);
    this.stuckLooks = Math.max(1, stuckLimit.toMillis() / LOOK_MILLIS);
  }

  static ReplayInterpretation of(Script script, boolean blockingAgain, Duration stuckLimit) {
    return new ReplayInterpretation(script, blockingAgain, stuckLimit);
  }

  /** Stands in where the settings are wrong, which is told before anything runs. */
  static ReplayInterpretation ofNothing() {
    return new ReplayInterpretation(null, false, Duration.ofSeconds(1));
  }

  private Stage stage() {
    if (stage == null) {
      throw new IllegalStateException("There is no capture to replay.");
    }
    return stage;
  }

  Wiring wiring() {
    return Wiring.of(this).observedBy(stage().recorder()).observedBy(oracles).observedBy(new RuntimeObserver() {
      @Override
      public Set<Hook> hooks() {
        return EnumSet.of(Hook.RUNTIME);
      }

      @Override
      public void onRuntimeOpened(RuntimeView view) {
        runtime = view;
      }
    });
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    if (!used.compareAndSet(false, true)) {
      throw new CxUsageException(ErrorCode.ONE_PROGRAM_AT_A_TIME,
          "A capture is replayed once, and \"" + spec.name() + "\" would be the second run. Open the runtime again.");
    }
    Stage all = stage();
    all.begin(new ReplayStrand(all, spec, root));
    await(all, onInterrupt);
    all.ending().ifPresent(why -> {
      throw new CxViolationException(why.code(), why.text());
    });
    for (OracleReport report : oracles.reports()) {
      if (!report.violations().isEmpty()) {
        throw new CxViolationException(ErrorCode.ORACLE_VIOLATED,
            "Oracle " + report.oracle() + ": " + report.violations().getFirst() + ".");
      }
    }
  }

  /** Waits for the end of the run, and sees to those who are busy outside of the runtime. */
  private void await(Stage all, Runnable onInterrupt) {
    long followed = -1;
    long idleLooks = 0;
    long overLooks = 0;
    boolean interrupted = false;
    while (true) {
      try {
        if (all.ended().await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException asked) {
        interrupted = true;
        all.over(ErrorCode.REPLAY_DIVERGED, "The replay was interrupted.");
        onInterrupt.run();
      }
      if (all.isOver()) {
        if (!drain(all, overLooks++)) {
          break;
        }
        continue;
      }
      long now = all.followed();
      idleLooks = now == followed ? idleLooks + 1 : 0;
      followed = now;
      look(all, idleLooks);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Stage all, long idleLooks) {
    ReplayStrand busy = all.busyAsThen();
    if (busy != null && Stacks.ofProgram(busy.stackTrace()).isPresent()) {
      all.goOnWithout(busy);
    } else if (idleLooks >= stuckLooks) {
      all.over(ErrorCode.REPLAY_DIVERGED, "The replay has made no step for " + idleLooks * LOOK_MILLIS
          + " ms of real time, after " + all.followed() + " events: a task blocks or loops outside of the runtime, and"
          + " in the captured run it did not." + all.suspects());
    }
  }

  /** The replay is over and the run is not. Whether to go on waiting for it. */
  private boolean drain(Stage all, long looks) {
    RuntimeView view = runtime;
    if (looks == 0 && view != null) {
      view.shutdown("the replay is over");
    } else if (looks >= DRAIN_LOOKS) {
      all.unwind();
    }
    return looks < 2L * DRAIN_LOOKS;
  }

  /** How many events of the capture the run has followed. */
  public long followed() {
    return stage().followed();
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    Stage all = stage();
    ReplayStrand strand = new ReplayStrand(all, spec, body);
    all.add(strand);
    return strand;
  }

  @Override
  public long nanoTime() {
    return stage == null ? 0 : stage.nanoTime();
  }

  @Override
  public Instant wallClock() {
    return script == null ? Instant.EPOCH : script.start();
  }

  @Override
  public long nextSeed() {
    return stage().nextSeed();
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    return stage().alarm(deadlineNanos, action);
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.DETERMINISTIC, Trait.VIRTUAL_TIME);
  }

  @Override
  public String describe() {
    return "replay of " + (script == null ? "nothing" : script.file());
  }

  @Override
  public void close() {
    if (script != null) {
      script.close();
    }
  }
}
