package dev.asupersync.tck;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import java.time.Instant;
import java.util.Set;

/** An interpretation over another one whose parks return twice for no reason before they wait. */
record Restless(Interpretation under) implements Interpretation {

  static Wiring over(Wiring wiring) {
    return new Wiring(new Restless(wiring.interpretation()), wiring.observers());
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    under.run(spec, self -> root.run(new RestlessStrand(self)), onInterrupt);
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    return new RestlessStrand(under.start(spec, self -> body.run(new RestlessStrand(self))));
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

  private static final class RestlessStrand implements Strand {

    private final Strand under;
    private int parks;

    RestlessStrand(Strand under) {
      this.under = under;
    }

    @Override
    public void park() {
      parks++;
      if (parks % 3 == 0) {
        under.park();
      }
    }

    @Override
    public void unpark() {
      under.unpark();
    }

    @Override
    public void schedulingPoint(OpKind kind, long resource) {
      under.schedulingPoint(kind, resource);
    }

    @Override
    public int choose(int candidates) {
      return under.choose(candidates);
    }

    @Override
    public void lane(Lane lane, long deadlineNanos) {
      under.lane(lane, deadlineNanos);
    }

    @Override
    public void interrupt() {
      under.interrupt();
    }

    @Override
    public boolean isCurrent() {
      return under.isCurrent();
    }

    @Override
    public StackTraceElement[] stackTrace() {
      return under.stackTrace();
    }

    @Override
    public void abandon() {
      under.abandon();
    }
  }
}
