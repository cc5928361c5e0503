package dev.asupersync.prod;

import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A strand on a virtual thread.
 *
 * <p>It keeps the memory of an early unpark itself: the permit of {@link LockSupport} belongs to everybody, and
 * a lock of some library that the body calls would use it up.
 */
final class VirtualStrand implements Strand, Runnable {

  private static final VarHandle UNPARKED;
  private static final VarHandle COUNTED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      UNPARKED = lookup.findVarHandle(VirtualStrand.class, "unparked", boolean.class);
      COUNTED = lookup.findVarHandle(VirtualStrand.class, "counted", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final StrandSpec spec;
  private final StrandBody body;
  private final RunTally tally;

  @SuppressWarnings("unused") // by UNPARKED
  private volatile boolean unparked;

  @SuppressWarnings("unused") // by COUNTED
  private volatile boolean counted = true;

  private final Thread thread;

  VirtualStrand(StrandSpec spec, StrandBody body, RunTally tally, Function<VirtualStrand, Thread> threads) {
    this.spec = spec;
    this.body = body;
    this.tally = tally;
    this.thread = threads.apply(this);
  }

  static Thread newThread(VirtualStrand strand) {
    Thread thread =
        Thread.ofVirtual().name(strand.spec.name()).inheritInheritableThreadLocals(false).unstarted(strand);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    return thread;
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try {
      body.run(this);
    } finally {
      leave();
    }
  }

  /** An interrupt is cleared here, not kept: kept, it would make this and every later park return at once. */
  @Override
  public void park() {
    while (!(boolean) UNPARKED.getAndSet(this, false)) {
      LockSupport.park(this);
      Thread.interrupted();
    }
  }

  @Override
  public void unpark() {
    if (!(boolean) UNPARKED.getAndSet(this, true)) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public int choose(int candidates) {
    return ThreadLocalRandom.current().nextInt(candidates);
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
    leave();
  }

  /** Counts the strand out, once: at its end or when it is given up. */
  private void leave() {
    if ((boolean) COUNTED.compareAndSet(this, true, false)) {
      tally.leave();
    }
  }

  @Override
  public String toString() {
    return "VirtualStrand " + spec.name();
  }
}
