package dev.asupersync.tck;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import java.time.Instant;
import java.util.Set;

/** An interpretation over another one whose alarms ring at once, in the middle of being set, when they are due. */
record HastyAlarms(Interpretation under) implements Interpretation {

  static Wiring over(Wiring wiring) {
    return new Wiring(new HastyAlarms(wiring.interpretation()), wiring.observers());
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    under.run(spec, root, onInterrupt);
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    return under.start(spec, body);
  }

  @Override
  public long nanoTime() {
    return under.nanoTime();
  }

  @Override
  public Instant wallClock() {
    return under.wallClock();
  }

  @Override
  public long nextSeed() {
    return under.nextSeed();
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    if (deadlineNanos <= under.nanoTime()) {
      action.run();
      return () -> false;
    }
    return under.alarm(deadlineNanos, action);
  }

  @Override
  public Set<Trait> traits() {
    return under.traits();
  }

  @Override
  public void close() {
    under.close();
  }
}
