package dev.asupersync.lab.explore;

/** Ends when one strand was chosen many times in a row: it may be waiting, in a loop, for what another would do. */
final class Patience {

  static final int LIMIT = 100;

  private int latest = -1;
  private int inARow;

  /** That strand would be chosen, where there are others. Whether that is once too often. */
  boolean endsWith(int strand) {
    if (strand != latest) {
      turnsTo(strand);
      return false;
    }
    return ++inARow > LIMIT;
  }

  /** That one was chosen instead. */
  void turnsTo(int strand) {
    latest = strand;
    inARow = 1;
  }
}
