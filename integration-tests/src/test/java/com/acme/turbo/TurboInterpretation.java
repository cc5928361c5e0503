package com.acme.turbo;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Trait;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Lets only so many strands run at once, however many there are: the others wait for a slot. */
public final class TurboInterpretation implements Interpretation {

  private final Semaphore slots;
  private final ThreadFactory threads;
  private final Map<Long, Integer> live = new HashMap<>();

  TurboInterpretation(int slots, ThreadFactory threads) {
    this.slots = new Semaphore(slots);
    this.threads = threads;
  }

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    start(spec, root);
    boolean interrupted = false;
    synchronized (live) {
      while (live.containsKey(spec.run())) {
        try {
          live.wait();
        } catch (InterruptedException e) {
          if (!interrupted) {
            interrupted = true;
            onInterrupt.run();
          }
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    count(spec.run(), 1);
    try {
      TurboStrand strand = new TurboStrand(this, spec, body, threads);
      strand.thread.setName(spec.name());
      strand.thread.start();
      return strand;
    } catch (Throwable notStarted) {
      count(spec.run(), -1);
      throw notStarted;
    }
  }

  private void count(long run, int change) {
    synchronized (live) {
      if (live.merge(run, change, Integer::sum) == 0) {
        live.remove(run);
        live.notifyAll();
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

  @Override
  public long nextSeed() {
    return ThreadLocalRandom.current().nextLong();
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    AtomicBoolean settled = new AtomicBoolean();
    Thread bell = Thread.ofVirtual().name("turbo alarm").unstarted(() -> {
      while (System.nanoTime() < deadlineNanos && !settled.get()) {
        LockSupport.parkNanos(deadlineNanos - System.nanoTime());
      }
      if (settled.compareAndSet(false, true)) {
        action.run();
      }
    });
    bell.start();
    return () -> {
      boolean inTime = settled.compareAndSet(false, true);
      LockSupport.unpark(bell);
      return inTime;
    };
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.CONCURRENT_RUNS);
  }

  @Override
  public String describe() {
    return "turbo: virtual threads, " + slots.availablePermits() + " at once";
  }

  private static final class TurboStrand implements Strand, Runnable {

    private final TurboInterpretation turbo;
    private final StrandSpec spec;
    private final StrandBody body;
    private final Thread thread;
    private final AtomicBoolean unparked = new AtomicBoolean();
    private final AtomicBoolean counted = new AtomicBoolean(true);

    TurboStrand(TurboInterpretation turbo, StrandSpec spec, StrandBody body, ThreadFactory threads) {
      this.turbo = turbo;
      this.spec = spec;
      this.body = body;
      this.thread = threads.newThread(this);
    }

    @Override
    public void run() {
      turbo.slots.acquireUninterruptibly();
      try {
        body.run(this);
      } finally {
        turbo.slots.release();
        abandon();
      }
    }

    @Override
    public void park() {
      turbo.slots.release();
      while (!unparked.getAndSet(false)) {
        LockSupport.park(this);
        Thread.interrupted();
      }
      turbo.slots.acquireUninterruptibly();
    }

    @Override
    public void unpark() {
      unparked.set(true);
      LockSupport.unpark(thread);
    }

    @Override
    public void interrupt() {
      thread.interrupt();
    }

    @Override
    public boolean isCurrent() {
      return Thread.currentThread() == thread;
    }

    @Override
    public StackTraceElement[] stackTrace() {
      return thread.getStackTrace();
    }

    @Override
    public void abandon() {
      if (counted.compareAndSet(true, false)) {
        turbo.count(spec.run(), -1);
      }
    }
  }
}
