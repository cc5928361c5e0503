package dev.asupersync.lab.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who may do something in a captured run: one at a time, from one schedule point to the next. That is what makes the
 * order of what is done a list, and what the lab does. Whoever else is ready waits in line.
 *
 * <p>Code of the program between two points is not the runtime's, so nobody waits for it for long: a strand that
 * takes its time there loses the turn, goes on, and takes it again at its next point.
 *
 * <p>When the capture is cut off, there are no turns any more and everybody runs freely.
 */
final class Turn {

  /** What a strand must do at a schedule point. */
  enum Point {
    /** Go on: it has the turn. */
    GO_ON,
    /** Give the turn to the next; it stands in line already. */
    HAND_OVER,
    /** Wait for the turn, which it had lost. */
    WAIT,
    /** It had lost the turn and has it again. */
    TAKEN,
    /** There are no turns. */
    FREE
  }

  /** At every so-manieth point at which somebody waits the turn goes on, on average. */
  private static final int MEAN_STRETCH = 4;

  private final Deque<Taker> line = new ArrayDeque<>();
  private final List<CapturingStrand> strands = new ArrayList<>();
  private final SplittableRandom coin;
  private @Nullable Taker holder;
  private long progress;
  private boolean open = true;

  Turn(long seed) {
    this.coin = new SplittableRandom(seed);
  }

  synchronized void register(CapturingStrand strand) {
    strands.add(strand);
  }

  synchronized void ended(CapturingStrand strand) {
    strands.remove(strand);
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** Whether somebody waits. */
  synchronized boolean isWanted() {
    return open && holder != null && !line.isEmpty();
  }

  /** Whether the caller has the turn. */
  synchronized boolean isCallers() {
    Taker has = holder;
    return open && has != null && has.isCaller();
  }

  /** Takes it if it is free, else stands in line. Whether it has it; also where there are no turns. */
  synchronized boolean take(Taker taker) {
    if (!open) {
      return true;
    }
    if (holder == null) {
      holder = taker;
      progress++;
      return true;
    }
    line.add(taker);
    return false;
  }

  /** One more stands in line, by the doing of whoever has the turn. */
  synchronized void enlist(Taker taker) {
    line.add(taker);
  }

  /** A strand is at a schedule point. */
  synchronized Point point(CapturingStrand self) {
    if (!open) {
      return Point.FREE;
    }
    progress++;
    if (holder != self) {
      if (holder == null) {
        holder = self;
        return Point.TAKEN;
      }
      line.add(self);
      return Point.WAIT;
    }
    Taker first = line.peek();
    if (first == null || (first instanceof CapturingStrand && coin.nextInt(MEAN_STRETCH) != 0)) {
      return Point.GO_ON;
    }
    line.add(self);
    return Point.HAND_OVER;
  }

  /** Whether that strand has the turn; also where there are no turns. */
  synchronized boolean isOf(CapturingStrand self) {
    return !open || holder == self;
  }

  /** Gives it to the next in line, if {@code from} still has it. Alarms ring on the caller's thread. */
  void pass(Taker from) {
    Taker next;
    synchronized (this) {
      if (!open || holder != from) {
        return;
      }
      next = next();
    }
    carryOn(next);
  }

  private void carryOn(@Nullable Taker first) {
    Taker next = first;
    while (next instanceof CapturedAlarm alarm) {
      alarm.ring();
      synchronized (this) {
        next = open && holder == alarm ? next() : null;
      }
    }
    if (next instanceof CapturingStrand strand) {
      strand.grant();
    }
  }

  /** With the monitor: the next one has it. */
  private @Nullable Taker next() {
    holder = line.poll();
    progress++;
    return holder;
  }

  /** Who has it while others wait, and has not moved since {@code seen}; for one who looks now and then. */
  synchronized @Nullable CapturingStrand idleSince(long seen) {
    return open && !line.isEmpty() && progress == seen && holder instanceof CapturingStrand strand ? strand : null;
  }

  synchronized long progress() {
    return progress;
  }

  /** Takes the turn from a strand that has not moved; {@code told} is called while nobody can move. */
  boolean steal(CapturingStrand idle, long seen, Runnable told) {
    Taker next;
    synchronized (this) {
      if (!open || holder != idle || progress != seen) {
        return false;
      }
      told.run();
      next = next();
    }
    carryOn(next);
    return true;
  }

  /** From now on there are no turns. False when that was so before. */
  boolean close() {
    List<CapturingStrand> all;
    List<CapturedAlarm> ringing = new ArrayList<>();
    synchronized (this) {
      if (!open) {
        return false;
      }
      open = false;
      holder = null;
      all = List.copyOf(strands);
      for (Taker taker : line) {
        if (taker instanceof CapturedAlarm alarm) {
          ringing.add(alarm);
        }
      }
      line.clear();
    }
    all.forEach(CapturingStrand::grant);
    ringing.forEach(CapturedAlarm::ringLater);
    return true;
  }
}
