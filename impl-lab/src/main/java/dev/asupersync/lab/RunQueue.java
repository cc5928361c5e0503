package dev.asupersync.lab;

import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The runnable strands by lane, the one that runs among them. Adding and removing are O(1); the order
 * within a lane depends on nothing but what was added and removed before.
 *
 * <p>Fairness: while others could run, at most {@value #CANCEL_LIMIT} choices in a row go to the cancel lane,
 * and at most {@value #TIMED_LIMIT} to the timed lane between two for the ready lane. Rules: 9.1, 9.6, 9.8.
 */
final class RunQueue implements Candidates {

  static final int CANCEL_LIMIT = 16;
  static final int TIMED_LIMIT = 6;

  private static final int CANCEL = 0;
  private static final int TIMED = 1;
  private static final int READY = 2;
  private static final @Nullable LabStrand[] NONE = new @Nullable LabStrand[0];

  private final @Nullable LabStrand[][] lanes = {NONE, NONE, new @Nullable LabStrand[8]};
  private final int[] sizes = new int[3];
  private int cancelStreak;
  private int timedStreak;
  private int lane = READY;
  private @Nullable LabStrand running;

  void add(LabStrand strand) {
    assert strand.place < 0 : strand + " is runnable already";
    int into = number(strand.lane);
    if (sizes[into] == lanes[into].length) {
      lanes[into] = Arrays.copyOf(lanes[into], Math.max(8, sizes[into] * 2));
    }
    strand.place = sizes[into]++;
    lanes[into][strand.place] = strand;
  }

  void remove(LabStrand strand) {
    int from = number(strand.lane);
    @Nullable LabStrand[] strands = lanes[from];
    int last = --sizes[from];
    LabStrand moved = Objects.requireNonNull(strands[last]);
    assert strands[strand.place] == strand : strand + " is not in its place";
    strands[strand.place] = moved;
    moved.place = strand.place;
    strands[last] = null;
    strand.place = -1;
  }

  private static int number(Lane lane) {
    return switch (lane) {
      case CANCEL -> CANCEL;
      case TIMED -> TIMED;
      case READY -> READY;
    };
  }

  boolean isEmpty() {
    return (sizes[0] | sizes[1] | sizes[2]) == 0;
  }

  /** Turns to the lane whose turn it is; from now on {@link #count} and {@link #get} speak of that. */
  void turn(@Nullable LabStrand current) {
    running = current;
    if ((sizes[CANCEL] | sizes[TIMED]) == 0) {
      lane = READY;
      cancelStreak = 0;
      timedStreak = 0;
      return;
    }
    boolean others = (sizes[TIMED] | sizes[READY]) != 0;
    if (sizes[CANCEL] > 0 && (cancelStreak < CANCEL_LIMIT || !others)) {
      lane = CANCEL;
      cancelStreak = others ? cancelStreak + 1 : 1;
    } else if (sizes[TIMED] > 0 && (timedStreak < TIMED_LIMIT || sizes[READY] == 0)) {
      lane = TIMED;
      cancelStreak = 0;
      timedStreak = sizes[READY] > 0 ? timedStreak + 1 : 1;
    } else {
      lane = READY;
      cancelStreak = 0;
      timedStreak = 0;
    }
  }

  LabStrand get(int index) {
    return Objects.requireNonNull(lanes[lane][index]);
  }

  @Override
  public int count() {
    return sizes[lane];
  }

  @Override
  public long id(int index) {
    return get(index).spec.task();
  }

  @Override
  public int strand(int index) {
    return get(index).number;
  }

  @Override
  public boolean isResuming(int index) {
    return get(index).resuming;
  }

  @Override
  public OpKind operation(int index) {
    return get(index).operation;
  }

  @Override
  public long resource(int index) {
    return get(index).resource;
  }

  @Override
  public boolean isRunning(int index) {
    return get(index) == running;
  }
}
