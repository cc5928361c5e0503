package dev.asupersync.lab.capture;

import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread that does something only when it had its turn in the capture, too. */
final class ReplayStrand implements Strand, Runnable {

  final StrandSpec spec;
  final Thread thread;

  // Belong to the stage's monitor.
  boolean runnable = true;
  boolean permit;

  private final Stage stage;
  private final StrandBody body;
  private volatile boolean unparked;

  ReplayStrand(Stage stage, StrandSpec spec, StrandBody body) {
    this.stage = stage;
    this.spec = spec;
    this.body = body;
    this.thread = Thread.ofVirtual().name(spec.name()).inheritInheritableThreadLocals(false).unstarted(this);
  }

  @Override
  public void run() {
    try {
      awaitTurn();
      body.run(this);
    } catch (ReplayEnded asked) {
      assert stage.isOver();
    } finally {
      stage.ended(this);
    }
  }

  /** Waits until it has the turn, or the replay is over. An interrupt is kept for the code that it was meant for. */
  void awaitTurn() {
    boolean interrupted = false;
    while (!stage.mayGo(this)) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** It may have the turn now. */
  void look() {
    LockSupport.unpark(thread);
  }

  /** Once the replay is over. */
  void parkFreely() {
    while (!unparked) {
      if (stage.isUnwinding()) {
        throw new ReplayEnded();
      }
      LockSupport.park(this);
      Thread.interrupted();
    }
    unparked = false;
  }

  void unparkFreely() {
    unparked = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void schedulingPoint(OpKind kind, long resource) {
    stage.point(this, kind);
  }

  @Override
  public void park() {
    stage.park(this);
  }

  @Override
  public void unpark() {
    stage.unpark(this);
  }

  @Override
  public void leaving() {
    stage.leaving(this);
  }

  @Override
  public void returning() {
    stage.returning(this);
  }

  @Override
  public int choose(int candidates) {
    return stage.choose(this, candidates);
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
    stage.ended(this);
  }

  @Override
  public String toString() {
    return spec.name();
  }
}
