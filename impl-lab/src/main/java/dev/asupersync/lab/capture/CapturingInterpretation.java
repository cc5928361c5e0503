package dev.asupersync.lab.capture;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another interpretation, some of whose runs are captured. The others are run as they are; of a captured one, all that
 * is decided goes through its {@link RunCapture}.
 */
final class CapturingInterpretation implements Interpretation {

  /** On whose behalf the thread runs. It never leaves this package, and no program can see it. */
  private static final ThreadLocal<@Nullable Taker> CURRENT = new ThreadLocal<>();

  private final Interpretation over;
  private final Captures captures;

  CapturingInterpretation(Interpretation over, Captures captures) {
    this.over = over;
    this.captures = captures;
  }

  static void enter(@Nullable Taker taker) {
    if (taker == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(taker);
    }
  }

  static void leave() {
    CURRENT.remove();
  }

  static @Nullable Taker current() {
    return CURRENT.get();
  }

  /** The capture in which the caller does something in order; null where it is in none. */
  private static @Nullable RunCapture capture() {
    Taker taker = CURRENT.get();
    return taker != null && taker.capture().turn().isCallers() ? taker.capture() : null;
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    RunCapture capture = captures.of(spec.run());
    if (capture == null) {
      over.run(spec, root, onInterrupt);
    } else {
      over.run(spec, capture.strand(spec).around(root), () -> {
        capture.cut("the thread that called run was interrupted");
        onInterrupt.run();
      });
    }
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    RunCapture capture = captures.of(spec.run());
    if (capture == null) {
      return over.start(spec, body);
    }
    if (!capture.turn().isCallers()) {
      capture.cut("\"" + spec.name() + "\" was started by somebody who does not have the turn");
    }
    CapturingStrand strand = capture.strand(spec);
    over.start(spec, strand.around(body));
    return strand;
  }

  /** In a captured run time stands still between two points, so that all that is done there has one time. */
  @Override
  public long nanoTime() {
    RunCapture capture = capture();
    if (capture != null) {
      return capture.now();
    }
    long now = over.nanoTime();
    captures.asked(now);
    return now;
  }

  @Override
  public Instant wallClock() {
    Instant now = over.wallClock();
    captures.askedWall(now);
    return now;
  }

  @Override
  public long nextSeed() {
    long seed = over.nextSeed();
    RunCapture capture = capture();
    if (capture != null) {
      capture.seeded(seed);
    }
    return seed;
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    RunCapture capture = capture();
    return capture == null ? over.alarm(deadlineNanos, action) : capture.alarm(deadlineNanos, action);
  }

  @Override
  public Set<Trait> traits() {
    return over.traits();
  }

  @Override
  public String describe() {
    return over.describe() + ", captured";
  }

  @Override
  public void close() {
    over.close();
  }
}
