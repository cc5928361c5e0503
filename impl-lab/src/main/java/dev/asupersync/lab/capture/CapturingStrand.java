package dev.asupersync.lab.capture;

import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import org.jspecify.annotations.Nullable;

/**
 * A strand of a captured run. To wait for the turn, and to wait for what the kernel waits for, it parks the strand
 * below; which of the two ends a wait is decided here, under the turn.
 */
final class CapturingStrand implements Strand, Taker {

  private final RunCapture capture;
  private final Turn turn;
  private final StrandSpec spec;
  private volatile @Nullable Strand under;
  private volatile boolean granted;

  // Belong to whoever has the turn.
  private boolean runnable = true;
  private boolean permit;

  CapturingStrand(RunCapture capture, StrandSpec spec) {
    this.capture = capture;
    this.turn = capture.turn();
    this.spec = spec;
  }

  /** The body for the strand below. */
  StrandBody around(StrandBody body) {
    return strand -> {
      under = strand;
      CapturingInterpretation.enter(this);
      try {
        take();
        body.run(this);
      } finally {
        turn.ended(this);
        turn.pass(this);
        CapturingInterpretation.leave();
      }
    };
  }

  long task() {
    return spec.task();
  }

  @Override
  public RunCapture capture() {
    return capture;
  }

  @Override
  public boolean isCaller() {
    return isCurrent();
  }

  private Strand under() {
    Strand strand = under;
    if (strand == null) {
      throw new IllegalStateException("The strand \"" + spec.name() + "\" has not begun.");
    }
    return strand;
  }

  private void take() {
    granted = false;
    if (!turn.take(this)) {
      capture.watch();
      awaitGrant();
    }
    capture.tookTurn(this);
  }

  private void awaitGrant() {
    while (!granted) {
      under().park();
    }
  }

  /** It has the turn now, or there are no turns any more. */
  void grant() {
    granted = true;
    Strand strand = under;
    if (strand != null) {
      strand.unpark();
    }
  }

  @Override
  public void schedulingPoint(OpKind kind, long resource) {
    granted = false;
    switch (turn.point(this)) {
      case GO_ON -> capture.refreshTime();
      case TAKEN -> capture.tookTurn(this);
      case WAIT -> {
        capture.watch();
        awaitGrant();
        capture.tookTurn(this);
      }
      case HAND_OVER -> {
        turn.pass(this);
        capture.watch();
        awaitGrant();
        capture.tookTurn(this);
      }
      case FREE -> under().schedulingPoint(kind, resource);
    }
    capture.checkFile();
  }

  @Override
  public void park() {
    if (!turn.isOf(this)) {
      capture.cut(this + " was busy inside an operation for longer than others wait, so the order of what it did there"
          + " is not known");
    }
    synchronized (turn) {
      if (permit) {
        permit = false;
        return;
      }
      if (!turn.isOpen()) {
        granted = true;
      } else {
        runnable = false;
        granted = false;
      }
    }
    if (granted) {
      under().park();
      return;
    }
    turn.pass(this);
    awaitGrant();
    capture.tookTurn(this);
  }

  @Override
  public void unpark() {
    if (turn.isOpen() && !turn.isCallers()) {
      capture.cut("somebody who does not have the turn woke " + this + ": another run, a thread outside of it, or one"
          + " that was busy inside an operation");
    }
    synchronized (turn) {
      if (turn.isOpen()) {
        if (runnable) {
          permit = true;
        } else {
          runnable = true;
          turn.enlist(this);
        }
        return;
      }
      permit |= under == null;
    }
    Strand strand = under;
    if (strand != null) {
      strand.unpark();
    }
  }

  /** The code of the program is back in the runtime: what it does now must be in order again. */
  @Override
  public void returning() {
    if (!turn.isOf(this)) {
      take();
    }
  }

  /** The code of the program may block: others need not wait for it. */
  @Override
  public void leaving() {
    if (turn.isOf(this)) {
      turn.pass(this);
    }
  }

  @Override
  public void opened(long resource, long capacity) {
    under().opened(resource, capacity);
  }

  @Override
  public void onlyLooked() {
    under().onlyLooked();
  }

  @Override
  public int choose(int candidates) {
    int chosen = under().choose(candidates);
    capture.chose(task(), candidates, chosen);
    return chosen;
  }

  @Override
  public void lane(Lane lane, long deadlineNanos) {
    Strand strand = under;
    if (strand != null) {
      strand.lane(lane, deadlineNanos);
    }
  }

  @Override
  public void interrupt() {
    Strand strand = under;
    if (strand != null) {
      strand.interrupt();
    }
  }

  @Override
  public boolean isCurrent() {
    Strand strand = under;
    return strand != null && strand.isCurrent();
  }

  @Override
  public StackTraceElement[] stackTrace() {
    Strand strand = under;
    return strand == null ? new StackTraceElement[0] : strand.stackTrace();
  }

  @Override
  public void abandon() {
    capture.cut(this + " was given up by its region");
    under().abandon();
  }

  @Override
  public String toString() {
    return spec.name();
  }
}
