package dev.asupersync.lab.capture;

import dev.asupersync.spi.Alarm;
import java.util.concurrent.atomic.AtomicBoolean;

/** An alarm of a replayed run: it rings where it rang in the capture. */
final class ReplayAlarm implements Alarm {

  final long number;

  private final Stage stage;
  private final Runnable action;
  private final AtomicBoolean claimed = new AtomicBoolean();

  ReplayAlarm(Stage stage, long number, Runnable action) {
    this.stage = stage;
    this.number = number;
    this.action = action;
  }

  /** Whether it was neither rung nor cancelled before. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  void ring() {
    action.run();
  }

  @Override
  public boolean cancel() {
    if (!claim()) {
      return false;
    }
    stage.cancelled(number);
    return true;
  }
}
