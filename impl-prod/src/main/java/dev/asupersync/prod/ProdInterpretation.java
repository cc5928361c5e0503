package dev.asupersync.prod;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Runs every strand on a virtual thread of its own, by the JDK's scheduler, on the machine's clock. Any
 * number of programs may run at once.
 *
 * <p>A thread has the name of its strand, so that {@code jcmd <pid> Thread.dump_to_file -format=json} reads
 * as the region tree. Threads inherit the context class loader of whoever started them and nothing else: no
 * value travels in an inheritable thread local.
 */
public final class ProdInterpretation implements Interpretation {

  private final ConcurrentMap<Long, RunTally> tallies = new ConcurrentHashMap<>();
  private final Alarms alarms = new Alarms();
  private final SplittableRandom seeds = new SplittableRandom();
  private final Function<VirtualStrand, Thread> threads;

  ProdInterpretation(Function<VirtualStrand, Thread> threads) {
    this.threads = threads;
  }

  /** A new one; nothing runs before the first {@link #run}. */
  public static ProdInterpretation open() {
    return new ProdInterpretation(VirtualStrand::newThread);
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    RunTally tally = enter(spec.run());
    try {
      start(spec, root);
    } finally {
      tally.leave();
    }
    tally.await(onInterrupt);
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    RunTally tally = enter(spec.run());
    try {
      VirtualStrand strand = new VirtualStrand(spec, body, tally, threads);
      strand.start();
      return strand;
    } catch (Throwable notStarted) {
      tally.leave();
      throw notStarted;
    }
  }

  /** Counts one more strand in; opens the tally when it is the first. */
  private RunTally enter(long run) {
    while (true) {
      RunTally tally = tallies.get(run);
      if (tally == null) {
        RunTally fresh = new RunTally(ended -> tallies.remove(run, ended));
        tally = tallies.putIfAbsent(run, fresh);
        if (tally == null) {
          return fresh;
        }
      }
      if (tally.enter()) {
        return tally;
      }
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant wallClock() {
    return Instant.now();
  }

  /** Different each time, but no secret: programs that need secrets ask {@code SecureRandom}. */
  @Override
  public synchronized long nextSeed() {
    return seeds.nextLong();
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    return alarms.set(deadlineNanos, action);
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.CONCURRENT_RUNS);
  }

  @Override
  public String describe() {
    return "a virtual thread per task on the JDK's scheduler, without priority lanes";
  }

  @Override
  public void close() {
    alarms.close();
  }
}
