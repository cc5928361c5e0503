package dev.asupersync.lab.capture;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Where a capture is played again: gives the turn to whom it was given, rings the alarms that rang, and compares every
 * event. At the first that differs the replay is over: then everybody runs freely, and the run is asked to stop.
 *
 * <p>Every method decides under the monitor and waits outside of it. Code of the runtime runs on a strand only while
 * that has the turn, so nobody holds a lock of the kernel while waiting here.
 */
final class Stage {

  /** Why a replay is over before the run. */
  record Ending(ErrorCode code, String text) {}

  private final Script script;
  private final boolean blockingAgain;
  private final TraceRecorder recorder;
  private final Map<Long, ReplayStrand> strands = new LinkedHashMap<>();
  private final Map<Long, ReplayAlarm> alarms = new LinkedHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ReplayStrand holder;
  private long nextAlarm;
  private volatile long nowNanos;
  private volatile @Nullable Ending ending;
  private volatile boolean unwinding;

  Stage(Script script, boolean blockingAgain) {
    this.script = script;
    this.blockingAgain = blockingAgain;
    this.recorder = new TraceRecorder(() -> 0, 0);
    recorder.heardBy(this::hears);
  }

  TraceRecorder recorder() {
    return recorder;
  }

  CountDownLatch ended() {
    return ended;
  }

  /** The time of this step, as the captured program saw it. */
  long nanoTime() {
    return script.originNanos() + nowNanos;
  }

  boolean isOver() {
    return ending != null;
  }

  boolean isUnwinding() {
    return unwinding;
  }

  Optional<Ending> ending() {
    return Optional.ofNullable(ending);
  }

  synchronized long followed() {
    return script.followed();
  }

  synchronized String suspects() {
    return script.suspects();
  }

  // --- strands

  /** Whether a strand may go on. */
  synchronized boolean mayGo(ReplayStrand strand) {
    return isOver() || holder == strand;
  }

  /** The first strand of the run. */
  synchronized void begin(ReplayStrand root) {
    add(root);
    proceed(null);
  }

  synchronized void add(ReplayStrand strand) {
    strands.put(strand.spec.task(), strand);
    strand.thread.start();
  }

  synchronized void ended(ReplayStrand strand) {
    if (strands.remove(strand.spec.task(), strand)) {
      if (strands.isEmpty()) {
        finish();
      } else if (!isOver() && holder == strand) {
        holder = null;
        proceed(null);
      }
    }
  }

  private void finish() {
    if (!isOver() && (script.peek() != null || script.damage() != null)) {
      diverge("the end of the run");
    }
    ended.countDown();
  }

  void point(ReplayStrand self, OpKind kind) {
    if (kind == OpKind.BLOCKING && !blockingAgain) {
      over(ErrorCode.REPLAY_BLOCKING, self + " makes a call that blocks outside of the runtime (event "
          + at() + "), and what it gave then is not in the capture. To make it again, and see whether the run goes"
          + " the same way all the same: --blocking again, or asupersync.replay.blocking = again.");
      throw new ReplayEnded(); // or the call would be made
    }
    synchronized (this) {
      if (isOver()) {
        return;
      }
      arrive(self);
    }
    self.awaitTurn();
    refreshTime();
  }

  void returning(ReplayStrand self) {
    synchronized (this) {
      if (isOver() || (holder == self && !script.isNext(TraceKind.ASIDE))) {
        return;
      }
      arrive(self);
    }
    self.awaitTurn();
  }

  /** With the monitor: a strand is at a point. If it has the turn, or nobody has, what comes next is done. */
  private void arrive(ReplayStrand self) {
    if (holder == self || holder == null) {
      proceed(holder);
    }
  }

  void leaving(ReplayStrand self) {
    synchronized (this) {
      if (!isOver() && holder == self) {
        holder = null;
        if (!isOfSelf(self)) {
          proceed(null);
        }
      }
    }
  }

  private boolean isOfSelf(ReplayStrand self) {
    TraceEvent next = script.peek();
    return next != null && next.kind() == TraceKind.SCHEDULE
        && script.strandHere(next).equals(OptionalLong.of(self.spec.task()));
  }

  void park(ReplayStrand self) {
    synchronized (this) {
      if (self.permit) {
        self.permit = false;
        return;
      }
      if (!isOver()) {
        self.runnable = false;
        if (holder == self) {
          holder = null;
          proceed(null);
        }
      }
    }
    if (isOver()) {
      self.parkFreely();
    } else {
      self.awaitTurn();
    }
  }

  void unpark(ReplayStrand strand) {
    synchronized (this) {
      if (!isOver()) {
        if (strand.runnable) {
          strand.permit = true;
        } else {
          strand.runnable = true;
        }
        return;
      }
    }
    strand.unparkFreely();
  }

  /**
   * With the monitor: does what the capture says comes next, up to where somebody goes on. {@code self} has the turn
   * and is at a point; null where nobody has it.
   */
  private void proceed(@Nullable ReplayStrand self) {
    while (!isOver()) {
      TraceEvent next = script.peek();
      if (next == null) {
        diverge(self == null ? "nobody goes on, but not all have ended" : self + " goes on");
        return;
      }
      switch (next.kind()) {
        case ALARM_FIRED -> ring(next);
        case ASIDE -> script.stepAside();
        case CUT -> cut();
        case SCHEDULE -> {
          turnTo(next);
          return;
        }
        default -> {
          if (self == null) {
            diverge("nobody can go on, where somebody did");
          }
          return;
        }
      }
    }
  }

  private void turnTo(TraceEvent schedule) {
    OptionalLong task = script.strandHere(schedule);
    ReplayStrand to = task.isEmpty() ? null : strands.get(task.getAsLong());
    if (to == null || !to.runnable) {
      diverge(to == null ? "there is no such task" : to + " still waits");
      return;
    }
    nowNanos = schedule.nanos();
    recorder.scheduled(to.spec.task());
    holder = to;
    to.look();
  }

  private void refreshTime() {
    synchronized (this) {
      TraceEvent next = script.peek();
      if (next != null && !isOver()) {
        nowNanos = next.nanos();
      }
    }
  }

  private synchronized String at() {
    TraceEvent next = script.peek();
    return next == null ? "the end" : Long.toString(next.seq());
  }

  // --- a strand that is busy outside of the runtime

  /** Who has the turn although, in the capture, others went on without it. */
  synchronized @Nullable ReplayStrand busyAsThen() {
    return !isOver() && script.isNext(TraceKind.ASIDE) ? holder : null;
  }

  /** The others go on. */
  synchronized void goOnWithout(ReplayStrand busy) {
    if (!isOver() && holder == busy && script.isNext(TraceKind.ASIDE)) {
      holder = null;
      proceed(null);
    }
  }

  // --- alarms, seeds, choices

  Alarm alarm(long deadlineNanos, Runnable action) {
    synchronized (this) {
      ReplayAlarm alarm = new ReplayAlarm(this, nextAlarm++, action);
      alarms.put(alarm.number, alarm);
      recorder.alarmSet(alarm.number,
          deadlineNanos == Long.MAX_VALUE ? deadlineNanos : deadlineNanos - script.originNanos());
      return alarm;
    }
  }

  private void ring(TraceEvent fired) {
    OptionalLong number = script.alarmHere(fired);
    ReplayAlarm alarm = number.isEmpty() ? null : alarms.remove(number.getAsLong());
    if (alarm == null || !alarm.claim()) {
      diverge("that alarm is not set");
      return;
    }
    nowNanos = fired.nanos();
    recorder.alarmFired(alarm.number);
    alarm.ring();
  }

  /** An alarm was cancelled. */
  void cancelled(long alarm) {
    recorder.alarmCancelled(alarm);
    synchronized (this) {
      alarms.remove(alarm);
    }
  }

  synchronized long nextSeed() {
    TraceEvent next = script.peek();
    if (next == null || next.kind() != TraceKind.RANDOM_SEED) {
      diverge("a seed is drawn");
      return 0;
    }
    recorder.seeded(next.number("seed"));
    return next.number("seed");
  }

  synchronized int choose(ReplayStrand self, int candidates) {
    TraceEvent next = script.peek();
    if (isOver()) {
      return 0;
    }
    if (next == null || next.kind() != TraceKind.CHOICE || next.number("candidates") != candidates) {
      diverge(self + " chooses among " + candidates);
      return 0;
    }
    recorder.chose(self.spec.task(), candidates, next.number("chosen"));
    return (int) next.number("chosen");
  }

  // --- comparing

  private boolean hears(TraceKind kind, String text, long... numbers) {
    if (isOver()) {
      return false;
    }
    if (kind == TraceKind.MASK) {
      currentStrand().ifPresent(ReplayStrand::returning);
    }
    synchronized (this) {
      if (!isOver() && !script.follow(kind, text, numbers)) {
        diverge(described(kind, text, numbers));
      }
    }
    return false;
  }

  private synchronized Optional<ReplayStrand> currentStrand() {
    return strands.values().stream().filter(ReplayStrand::isCurrent).findFirst();
  }

  private static String described(TraceKind kind, String text, long... numbers) {
    return new TraceEvent(0, 0, kind, Arrays.stream(numbers).boxed().toList(), text).said();
  }

  // --- the end

  private void cut() {
    TraceEvent cut = script.peek();
    over(ErrorCode.CAPTURE_CUT, "The capture " + script.file() + " ends after " + script.followed()
        + " events, before the run did: " + (cut == null ? "" : cut.text()) + ". Up to there the run here did the same;"
        + " what came after it nobody knows.");
  }

  private void diverge(String actual) {
    if (isOver()) {
      return;
    }
    if (script.isNext(TraceKind.CUT)) {
      cut();
      return;
    }
    CxConfigException damage = script.damage();
    if (damage == null) {
      over(ErrorCode.REPLAY_DIVERGED, script.difference(actual));
    } else {
      over(damage.code(), "The capture can be followed for " + script.followed() + " events, and no further: "
          + damage.getMessage());
    }
  }

  /** Nothing is compared any more, and everybody runs freely. */
  synchronized void over(ErrorCode code, String text) {
    if (ending == null) {
      ending = new Ending(code, text);
      strands.values().forEach(ReplayStrand::unparkFreely);
    }
  }

  /** Whoever still waits is ended by force. */
  synchronized void unwind() {
    unwinding = true;
    strands.values().forEach(ReplayStrand::unparkFreely);
  }
}
