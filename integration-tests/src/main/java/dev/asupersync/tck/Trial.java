package dev.asupersync.tck;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs strands of one interpretation and throws, at the end of the run, what any of them threw. */
final class Trial implements AutoCloseable {

  /** What a strand does; it may throw. */
  @FunctionalInterface
  interface Body {
    void run(Strand self) throws Exception;
  }

  final Interpretation interpretation;
  private final AtomicLong strands = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Trial(Interpretation interpretation) {
    this.interpretation = interpretation;
  }

  static Trial of(InterpretationSource source) {
    return new Trial(source.open());
  }

  static Trial of(Interpretation interpretation) {
    return new Trial(interpretation);
  }

  /** Opens, runs the root, closes. */
  static void run(InterpretationSource source, TrialRoot root) {
    try (Trial trial = of(source)) {
      trial.run(1, self -> root.run(trial, self));
    }
  }

  /** A root that needs its trial. */
  @FunctionalInterface
  interface TrialRoot {
    void run(Trial trial, Strand self) throws Exception;
  }

  void run(long run, Body root) {
    run(run, root, () -> {});
  }

  void run(long run, Body root, Runnable onInterrupt) {
    interpretation.run(spec(run), self -> guarded(root, self), onInterrupt);
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      throw new AssertionError("A strand failed: " + thrown, thrown);
    }
  }

  Strand start(Body body) {
    return start(1, body);
  }

  Strand start(long run, Body body) {
    return interpretation.start(spec(run), self -> guarded(body, self));
  }

  /** Unparks the strand at least so long from now. */
  void unparkIn(Duration time, Strand strand) {
    interpretation.alarm(interpretation.nanoTime() + time.toNanos(), strand::unpark);
  }

  private void guarded(Body body, Strand self) {
    try {
      body.run(self);
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  private StrandSpec spec(long run) {
    long number = strands.incrementAndGet();
    return new StrandSpec(run, number, "trial S" + number, Lane.READY, Long.MAX_VALUE);
  }

  @Override
  public void close() {
    interpretation.close();
  }
}
