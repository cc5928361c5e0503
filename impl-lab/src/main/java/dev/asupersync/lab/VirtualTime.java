package dev.asupersync.lab;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceRecorder;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The clock and the alarms on it. Time moves only by {@link #jump}, to the next alarm. Everything here
 * belongs to the holder of the baton, except that any thread may read the clock.
 */
final class VirtualTime {

  private final AlarmHeap alarms = new AlarmHeap();
  private final AlarmTies ties = new AlarmTies();
  private final @Nullable TraceRecorder recorder;
  private final Distress distress;
  private final ToIntFunction<AlarmTies> choice;
  private volatile long now;
  private boolean ringing;

  /** With {@code choice} as the one who says which of several alarms of one time rings first. */
  VirtualTime(@Nullable TraceRecorder recorder, Distress distress, ToIntFunction<AlarmTies> choice) {
    this.recorder = recorder;
    this.distress = distress;
    this.choice = choice;
  }

  /** Nanoseconds since the beginning. Any thread. */
  long now() {
    return now;
  }

  /** Whether some alarm will still ring. */
  boolean isPending() {
    return !alarms.isEmpty();
  }

  void set(LabAlarm alarm) {
    alarms.add(alarm);
    if (recorder != null) {
      recorder.alarmSet(alarm.seq, alarm.deadlineNanos);
    }
  }

  /** It was cancelled. */
  void drop(LabAlarm alarm) {
    if (alarm.place >= 0) {
      alarms.remove(alarm);
    } else {
      ties.noteCancelled();
    }
    if (recorder != null && alarm.seq >= 0) {
      recorder.alarmCancelled(alarm.seq);
    }
  }

  /** To the next alarm, unless that is due already; then everything that is due rings. Whether time moved. */
  boolean jump(boolean forced) {
    long from = now;
    long to = alarms.first().deadlineNanos;
    if (to > from) {
      if (recorder != null) {
        recorder.timeAdvanced(from, to, forced);
      }
      now = to;
    }
    ringWhatIsDue();
    return to > from;
  }

  /** Forward by so much, over whatever is due on the way; that rings now. */
  void shift(long nanos) {
    long from = now;
    now = Steps.sum(from, nanos);
    if (recorder != null) {
      recorder.timeAdvanced(from, now, false);
    }
    ringWhatIsDue();
  }

  void ringWhatIsDue() {
    while (!alarms.isEmpty() && alarms.first().deadlineNanos <= now) {
      ties.fillFrom(alarms);
      while (!ties.isEmpty()) {
        ring(ties.take(ties.count() == 1 ? 0 : choice.applyAsInt(ties)));
      }
    }
  }

  /** Whether what happens now is the doing of an alarm. */
  boolean isRinging() {
    return ringing;
  }

  private void ring(LabAlarm alarm) {
    if (!alarm.begin()) {
      return;
    }
    if (recorder != null) {
      recorder.alarmFired(alarm.seq);
    }
    ringing = true;
    try {
      alarm.action().run();
    } catch (RuntimeException | Error thrown) {
      distress.note(ErrorCode.INTERPRETATION_FAILED,
          "The action of an alarm threw " + thrown + ", which an action never does.");
    } finally {
      ringing = false;
    }
  }
}
