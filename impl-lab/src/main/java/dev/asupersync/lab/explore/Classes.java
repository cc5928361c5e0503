package dev.asupersync.lab.explore;

/**
 * The classes of schedules that were met, how often each, and what came of it.
 *
 * <p>Where they are too many to be kept, half of them are forgotten, by a bit of their keys, and what is of such a key
 * is not looked at any more; then half of the others, and so on. What is left stands for all.
 */
final class Classes {

  /** More are not kept. */
  private static final int MOST = 1 << 20;

  private final int most;
  private long[] highs = new long[1024];
  private long[] lows = new long[1024];
  private long[] outcomes = new long[1024];
  private int[] times = new int[1024];
  private int size;
  private long met;
  private long once;
  private int halvings;

  /** What the latest {@link #add} found. */
  enum Found {
    NEW,
    KNOWN,
    /** Known, but something else came of it. */
    ANOTHER_OUTCOME,
    /** Of those that are not looked at. */
    LEFT_OUT
  }

  Classes() {
    this(MOST);
  }

  Classes(int most) {
    this.most = most;
  }

  Found add(ScheduleClass key, long outcome) {
    if (isLeftOut(key.low())) {
      return Found.LEFT_OUT;
    }
    met++;
    int slot = slot(key.high(), key.low());
    int before = times[slot]++;
    if (before == 0) {
      highs[slot] = key.high();
      lows[slot] = key.low();
      outcomes[slot] = outcome;
      once++;
      if (++size > most) {
        halvings++;
        rebuild(highs.length);
      } else if (size * 2 > highs.length) {
        rebuild(highs.length * 2);
      }
      return Found.NEW;
    }
    once -= before == 1 ? 1 : 0;
    return outcomes[slot] == outcome ? Found.KNOWN : Found.ANOTHER_OUTCOME;
  }

  /** How many; about how many, where some were forgotten. */
  long count() {
    return (long) size << halvings;
  }

  private boolean isLeftOut(long low) {
    return (low & ((1L << halvings) - 1)) != 0;
  }

  /**
   * How likely it is that one more run is of a class that was not met: the part of the runs whose class was met only
   * by them.
   */
  double unseen() {
    return met == 0 ? 1 : (double) once / met;
  }

  private int slot(long high, long low) {
    int mask = highs.length - 1;
    int slot = (int) high & mask;
    while (times[slot] != 0 && (highs[slot] != high || lows[slot] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rebuild(int length) {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    long[] oldOutcomes = outcomes;
    int[] oldTimes = times;
    highs = new long[length];
    lows = new long[length];
    outcomes = new long[length];
    times = new int[length];
    size = 0;
    met = 0;
    once = 0;
    for (int i = 0; i < oldHighs.length; i++) {
      if (oldTimes[i] != 0 && !isLeftOut(oldLows[i])) {
        int slot = slot(oldHighs[i], oldLows[i]);
        highs[slot] = oldHighs[i];
        lows[slot] = oldLows[i];
        outcomes[slot] = oldOutcomes[i];
        times[slot] = oldTimes[i];
        size++;
        met += oldTimes[i];
        once += oldTimes[i] == 1 ? 1 : 0;
      }
    }
  }
}
