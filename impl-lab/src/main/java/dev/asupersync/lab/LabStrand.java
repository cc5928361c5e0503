package dev.asupersync.lab;

import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that runs only while it has the baton. All fields but {@code turn} belong to the holder.
 */
final class LabStrand implements Strand, Runnable {

  final StrandSpec spec;
  final Thread thread;
  Lane lane;
  /** Where it stands among the runnable of its lane, or -1. */
  int place = -1;
  boolean permit;
  boolean ended;
  boolean abandoned;
  /** What it is about to do, or waits to do. */
  OpKind operation = OpKind.START;
  long resource;
  /** Whether it goes on with an operation in which it has waited. */
  boolean resuming;
  /** Its place in the order of creation, from 0. */
  int number;
  /** Who started it, and as which child: the same in every run in which it is started at all. */
  long path;
  long children;
  /** How many points it has come to; counted only where something may be injected. */
  long points;
  /** The step at which it began to wait. */
  long parkedAt;
  @Nullable LabStrand before;
  @Nullable LabStrand after;

  private final Baton baton;
  private final StrandBody body;
  private final @Nullable FaultInjector faults;
  private boolean started;
  private int refusals;
  private volatile boolean turn;

  LabStrand(Baton baton, StrandSpec spec, StrandBody body) {
    this.baton = baton;
    this.spec = spec;
    this.body = body;
    this.faults = baton.faults;
    this.lane = baton.strategy().minds(spec.lane()) ? spec.lane() : Lane.READY;
    this.resource = spec.task();
    this.thread = baton.carrier().newThread(spec.name(), this);
  }

  @Override
  public void run() {
    try {
      if (!baton.isUnwinding()) {
        body.run(this);
      }
    } catch (StrandUnwound asked) {
      // The run has said why.
    } catch (Throwable broken) {
      baton.distress().bodyThrew(this, broken);
    } finally {
      baton.end(this);
    }
  }

  @Override
  public void park() {
    if (faults != null) {
      faults.beforeWait(this);
    }
    baton.park(this);
  }

  @Override
  public void unpark() {
    baton.unpark(this);
  }

  @Override
  public void schedulingPoint(OpKind kind, long touched) {
    if (faults != null) {
      faults.beforeOperation(this, kind);
    }
    baton.step(this, kind, touched);
  }

  @Override
  public void opened(long touched, long capacity) {
    baton.opened(this, touched, capacity);
  }

  @Override
  public void onlyLooked() {
    baton.strategy().looked(number);
  }

  @Override
  public int choose(int candidates) {
    return baton.choose(DecisionKind.SELECT, new Ready(this, candidates), spec.task());
  }

  @Override
  public void lane(Lane wanted, long deadlineNanos) {
    baton.lane(this, wanted);
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
    baton.abandon(this);
  }

  boolean isRunnable() {
    return place >= 0;
  }

  /** The one who calls this has the baton and, from here on, no longer. */
  void giveTurn() {
    if (started) {
      turn = true;
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
  }

  /** An interrupt does not end the wait; it is kept for the code that it was meant for. */
  void awaitTurn() {
    boolean interrupted = false;
    while (!turn) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    turn = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the strand from within. Code that swallows even this is left behind, parked, after many tries. */
  StrandUnwound refuse() {
    if (++refusals > 1000) {
      baton.end(this);
      while (true) {
        LockSupport.park(this);
        Thread.interrupted();
      }
    }
    return new StrandUnwound();
  }

  @Override
  public String toString() {
    return spec.name();
  }
}
