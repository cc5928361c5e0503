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

  /** Running, and nobody has unparked it since it last was parked. */
  private static final int NONE = 0;

  /** The next park returns at once. */
  private static final int UNPARKED = 1;

  /** Whoever unparks it must wake its thread. */
  private static final int PARKED = 2;

  private static final VarHandle STATE;
  private static final VarHandle COUNTED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(VirtualStrand.class, "state", int.class);
      COUNTED = lookup.findVarHandle(VirtualStrand.class, "counted", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final StrandSpec spec;
  private final StrandBody body;
  private final RunTally tally;

  @SuppressWarnings("unused") // by STATE
  private volatile int state;

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

  /**
   * Lets others run for a moment first: what is waited for is often there when they have, and then nobody must be
   * woken. An interrupt is cleared here, not kept: kept, it would make this and every later park return at once.
   */
  @Override
  @SuppressWarnings("ThreadPriorityCheck") // whoever will unpark it may be next in line
  public void park() {
    if (state != UNPARKED) {
      Thread.yield();
    }
    do {
      if (STATE.compareAndSet(this, NONE, PARKED)) {
        LockSupport.park(this);
        Thread.interrupted();
      }
    } while ((int) STATE.getAndSet(this, NONE) != UNPARKED);
  }

  @Override
  public void unpark() {
    if ((int) STATE.getAndSet(this, UNPARKED) == PARKED) {
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
