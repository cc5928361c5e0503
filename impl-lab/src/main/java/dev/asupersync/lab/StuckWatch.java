package dev.asupersync.lab;

import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Waits for the end of a run on the thread that asked for it, and meanwhile looks whether steps are made. A
 * strand that blocks outside the runtime keeps the baton, so nobody inside could tell.
 */
final class StuckWatch {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.lab");
  private static final int LOOKS = 8;

  private final Baton baton;
  private final Distress distress;
  private final Duration limit;

  StuckWatch(Baton baton, Distress distress, Duration limit) {
    this.baton = baton;
    this.distress = distress;
    this.limit = limit;
  }

  void await(CountDownLatch ended, Runnable onInterrupt) {
    long lookNanos = Math.max(1, limit.toNanos() / LOOKS);
    boolean interrupted = false;
    boolean reported = false;
    long seen = -1;
    int unchanged = 0;
    while (true) {
      try {
        if (limit.isZero()) {
          ended.await(); // without a timer, which would cost as much as the run
          break;
        }
        if (ended.await(lookNanos, TimeUnit.NANOSECONDS)) {
          break;
        }
        long steps = baton.steps();
        unchanged = steps == seen ? unchanged + 1 : 0;
        seen = steps;
        if (unchanged >= LOOKS && !reported) {
          reported = report();
        }
      } catch (InterruptedException asked) {
        if (!interrupted) {
          interrupted = true;
          onInterrupt.run();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was something to report. */
  private boolean report() {
    LabStrand holder = baton.current();
    StackTraceElement[] frames = holder == null ? new StackTraceElement[0] : holder.stackTrace();
    if (holder == null || !isOutside(frames)) {
      return false;
    }
    String stack = Arrays.stream(frames)
        .map(frame -> "  at " + frame + "\n")
        .collect(Collectors.joining());
    String text = "\"" + holder + "\" has made no step for " + limit + " of real time: it blocks or loops"
        + " outside the runtime, and nothing else can run.\n" + stack
        + "Use what Cx offers in place of the call, or add cx.checkpoint() to the loop. It was"
        + " interrupted once.";
    distress.note(ErrorCode.BLOCKED_OUTSIDE, text);
    LOG.log(System.Logger.Level.WARNING, ErrorCode.BLOCKED_OUTSIDE.format(text));
    holder.interrupt();
    return true;
  }

  /**
   * Whether the code of the program is where the strand is. One that has not begun, or is about to take its
   * turn, waits for nothing but a processor: the machine is busy, and that is nobody's fault.
   */
  private static boolean isOutside(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java."))
        .findFirst()
        .filter(name -> !name.startsWith(StuckWatch.class.getPackageName() + ".LabStrand"))
        .isPresent();
  }
}
