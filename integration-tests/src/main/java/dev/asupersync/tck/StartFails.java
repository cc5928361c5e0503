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
import java.util.concurrent.atomic.AtomicInteger;

/** An interpretation over another one in which one start fails. */
final class StartFails implements Interpretation {

  private final Interpretation under;
  private final AtomicInteger left;

  private StartFails(Interpretation under, int which) {
    this.under = under;
    this.left = new AtomicInteger(which);
  }

  /** The {@code which}th start fails; the root of a run does not count. */
  static Wiring over(Wiring wiring, int which) {
    return new Wiring(new StartFails(wiring.interpretation(), which), wiring.observers());
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    under.run(spec, root, onInterrupt);
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    if (left.decrementAndGet() == 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
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
