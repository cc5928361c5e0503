package dev.asupersync.otel;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Only the clock of an interpretation, moved by hand; it runs nothing. */
final class ManualInterpretation implements Interpretation {

  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong(5_000);
  private final Set<Trait> traits;

  ManualInterpretation(Trait... traits) {
    this.traits = Set.of(traits);
  }

  void advance(long by) {
    nanos.addAndGet(by);
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant wallClock() {
    return START;
  }

  @Override
  public long nextSeed() {
    return 42;
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Trait> traits() {
    return traits;
  }

  @Override
  public String describe() {
    return "manual";
  }
}
