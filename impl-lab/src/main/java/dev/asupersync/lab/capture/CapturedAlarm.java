package dev.asupersync.lab.capture;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An alarm of a captured run. It rings when it has the turn, so nobody else does anything meanwhile. */
final class CapturedAlarm implements Alarm, Taker {

  private final RunCapture capture;
  private final long number;
  private final Runnable action;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile @Nullable Alarm under;
  private volatile @Nullable Thread ringing;

  CapturedAlarm(RunCapture capture, long number, Runnable action) {
    this.capture = capture;
    this.number = number;
    this.action = action;
  }

  void set(Interpretation over, long deadlineNanos) {
    under = over.alarm(deadlineNanos, this::due);
  }

  /** Its time has come; on any thread. */
  private void due() {
    if (capture.turn().take(this)) {
      if (capture.turn().isOpen()) {
        ring();
        capture.turn().pass(this);
      } else if (claimed.compareAndSet(false, true)) {
        action.run();
      }
    } else {
      capture.watch();
    }
  }

  /** It has the turn. */
  void ring() {
    if (!claimed.compareAndSet(false, true)) {
      return;
    }
    Taker before = CapturingInterpretation.current();
    ringing = Thread.currentThread();
    CapturingInterpretation.enter(this);
    try {
      capture.rings(number);
      action.run();
    } finally {
      CapturingInterpretation.enter(before);
      ringing = null;
    }
  }

  /** There are no turns any more, and it was in line for one. */
  void ringLater() {
    capture.over().alarm(0, () -> {
      if (claimed.compareAndSet(false, true)) {
        action.run();
      }
    });
  }

  @Override
  public boolean cancel() {
    if (!claimed.compareAndSet(false, true)) {
      return false;
    }
    capture.cancelled(number);
    Alarm set = under;
    if (set != null) {
      set.cancel();
    }
    return true;
  }

  @Override
  public RunCapture capture() {
    return capture;
  }

  @Override
  public boolean isCaller() {
    return Thread.currentThread() == ringing;
  }
}
