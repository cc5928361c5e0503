package dev.asupersync.lab.capture;

import dev.asupersync.lab.trace.TraceFileWriter;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceMeta;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.StrandSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One run as it is written down: its events as in any trace, and between them whose turn it was, which alarm rang,
 * what was drawn and chosen, and what time it was.
 */
final class RunCapture {

  private final CaptureSettings settings;
  private final Interpretation over;
  private final Path file;
  private final TraceFileWriter writer;
  private final TraceRecorder recorder;
  private final Turn turn;
  private final long originNanos;
  private final AtomicLong alarms = new AtomicLong();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile long stepNanos;
  private volatile @Nullable String cut;

  private RunCapture(
      CaptureSettings settings, Interpretation over, Path file, TraceFileWriter writer, long originNanos) {
    this.settings = settings;
    this.over = over;
    this.file = file;
    this.writer = writer;
    this.originNanos = originNanos;
    this.turn = new Turn(over.nextSeed());
    this.recorder = new TraceRecorder(() -> stepNanos, 0);
    recorder.alsoTo(writer);
    recorder.heardBy((kind, _, _) -> mayWrite(kind));
  }

  /** Errors: CX-4104 where the file cannot be made. */
  static RunCapture begin(CaptureSettings settings, long run, Interpretation over, LongFunction<Instant> wallAt) {
    long origin = over.nanoTime();
    Path file = settings.fileOf(run);
    TraceFileWriter writer = TraceFileWriter.create(file, new TraceMeta(
        settings.program(), 0, "captured: " + over.describe(), 0, wallAt.apply(origin), "asupersync"));
    RunCapture capture = new RunCapture(settings, over, file, writer, origin);
    capture.recorder.captured(origin, run);
    return capture;
  }

  TraceRecorder recorder() {
    return recorder;
  }

  Turn turn() {
    return turn;
  }

  Interpretation over() {
    return over;
  }

  /** The time of this step, as the program sees it. */
  long now() {
    return originNanos + stepNanos;
  }

  CapturingStrand strand(StrandSpec spec) {
    CapturingStrand strand = new CapturingStrand(this, spec);
    turn.register(strand);
    return strand;
  }

  // --- by whoever has the turn

  void refreshTime() {
    stepNanos = Math.max(stepNanos, over.nanoTime() - originNanos);
  }

  void tookTurn(CapturingStrand strand) {
    refreshTime();
    recorder.scheduled(strand.task());
  }

  void rings(long alarm) {
    refreshTime();
    recorder.alarmFired(alarm);
  }

  void seeded(long seed) {
    recorder.seeded(seed);
  }

  void chose(long task, int candidates, int chosen) {
    recorder.chose(task, candidates, chosen);
  }

  Alarm alarm(long deadlineNanos, Runnable action) {
    long number = alarms.getAndIncrement();
    recorder.alarmSet(number, deadlineNanos == Long.MAX_VALUE ? deadlineNanos : deadlineNanos - originNanos);
    CapturedAlarm alarm = new CapturedAlarm(this, number, action);
    alarm.set(over, deadlineNanos);
    return alarm;
  }

  void cancelled(long alarm) {
    recorder.alarmCancelled(alarm);
  }

  void checkFile() {
    writer.failure().ifPresent(why -> cut("it cannot be written: " + why));
    if (recorder.lost() > settings.mostEvents()) {
      cut("it has " + settings.mostEvents() + " events, and asupersync.capture.most-events allows no more");
    }
  }

  // --- on any thread

  private boolean mayWrite(TraceKind kind) {
    if (!turn.isOpen()) {
      return false;
    }
    boolean ofTheTurn = switch (kind) {
      case SCHEDULE, ALARM_SET, ALARM_FIRED, ALARM_CANCELLED, RANDOM_SEED, CHOICE, ASIDE, CAPTURED -> true;
      default -> false;
    };
    if (ofTheTurn || turn.isCallers()) {
      return true;
    }
    if (kind == TraceKind.MASK && CapturingInterpretation.current() instanceof CapturingStrand strand) {
      strand.returning(); // a mask may be left without a schedule point, and no lock is held then
      return turn.isOpen();
    }
    cut("there was a " + kind + " by somebody who does not have the turn: a thread outside of the run, another run, or"
        + " a strand that was busy inside an operation");
    return false;
  }

  /** Ends the capture, not the run: nothing more is written, and nobody waits for a turn any more. */
  void cut(String why) {
    if (turn.close()) {
      cut = why;
    }
  }

  Optional<String> cutWhy() {
    return Optional.ofNullable(cut);
  }

  /** Somebody waits: sees to it that nobody waits too long for code of the program. */
  void watch() {
    if (turn.isWanted() && watching.compareAndSet(false, true)) {
      arm(turn.progress());
    }
  }

  private void arm(long seen) {
    over.alarm(over.nanoTime() + settings.patience().toNanos(), () -> look(seen));
  }

  private void look(long seen) {
    CapturingStrand idle = turn.idleSince(seen);
    if (idle != null) {
      Optional<StackTraceElement> where = Stacks.ofProgram(idle.stackTrace());
      where.ifPresent(at -> turn.steal(idle, seen, () -> recorder.aside(idle.task(), at.toString())));
    }
    if (turn.isWanted()) {
      arm(turn.progress());
    } else {
      watching.set(false);
      watch();
    }
  }

  /** The run is over. Whether the file is kept. Errors: CX-4104. */
  boolean finish(boolean keep) {
    recorder.alsoTo(null);
    String why = cut;
    try (writer) {
      if (!keep) {
        writer.close();
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
        return false;
      }
      if (why != null) {
        recorder.heardBy(null);
        recorder.alsoTo(writer);
        recorder.cut(why);
        recorder.alsoTo(null);
      }
      writer.finish();
      return true;
    } catch (IOException stays) {
      throw new UncheckedIOException(stays);
    }
  }
}
