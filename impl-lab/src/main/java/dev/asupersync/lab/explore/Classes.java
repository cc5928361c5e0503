package dev.asupersync.lab.explore;

/** The classes of schedules that were met, how often each, and what came of it. */
final class Classes {

  private long[] highs = new long[1024];
  private long[] lows = new long[1024];
  private long[] outcomes = new long[1024];
  private int[] times = new int[1024];
  private int size;
  private long met;
  private long once;

  /** What the latest {@link #add} found. */
  enum Found {
    NEW,
    KNOWN,
    /** Known, but something else came of it. */
    ANOTHER_OUTCOME
  }

  Found add(ScheduleClass key, long outcome) {
    met++;
    int slot = slot(key.high(), key.low());
    int before = times[slot]++;
    if (before == 0) {
      highs[slot] = key.high();
      lows[slot] = key.low();
      outcomes[slot] = outcome;
      once++;
      if (++size * 2 > highs.length) {
        grow();
      }
      return Found.NEW;
    }
    once -= before == 1 ? 1 : 0;
    return outcomes[slot] == outcome ? Found.KNOWN : Found.ANOTHER_OUTCOME;
  }

  long count() {
    return size;
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

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    long[] oldOutcomes = outcomes;
    int[] oldTimes = times;
    int length = oldHighs.length * 2;
    highs = new long[length];
    lows = new long[length];
    outcomes = new long[length];
    times = new int[length];
    for (int i = 0; i < oldHighs.length; i++) {
      if (oldTimes[i] != 0) {
        int slot = slot(oldHighs[i], oldLows[i]);
        highs[slot] = oldHighs[i];
        lows[slot] = oldLows[i];
        outcomes[slot] = oldOutcomes[i];
        times[slot] = oldTimes[i];
      }
    }
  }
}
