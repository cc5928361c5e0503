package dev.asupersync.lab.watch;

import java.util.List;

/**
 * How runs are watched.
 *
 * @param oracles the names of those that judge
 * @param oneIn one run in so many is watched
 * @param mostLive a run in which more tasks, regions, finalizers and obligations are alive is watched no longer
 * @param onViolation what is done when a rule is broken; it is counted in any case
 */
public record WatchSettings(List<String> oracles, long oneIn, long mostLive, OnViolation onViolation) {

  /** What is done when a rule is broken. */
  public enum OnViolation {
    /** It is logged. */
    LOG,
    /** It is shown in dumps, and nothing else. */
    COUNT,
    /** It is logged, and the run is asked to stop. */
    CANCEL
  }

  public WatchSettings {
    oracles = List.copyOf(oracles);
    if (oneIn < 1 || mostLive < 1) {
      throw new IllegalArgumentException(
          "WatchSettings with oneIn " + oneIn + " and mostLive " + mostLive + ": both must be 1 or more.");
    }
  }

  /** All oracles, every run, a million live things, and a line in the log. */
  public static WatchSettings defaults() {
    return new WatchSettings(List.of("all"), 1, 1_000_000, OnViolation.LOG);
  }

  public WatchSettings oneIn(long runs) {
    return new WatchSettings(oracles, runs, mostLive, onViolation);
  }

  public WatchSettings mostLive(long things) {
    return new WatchSettings(oracles, oneIn, things, onViolation);
  }

  public WatchSettings onViolation(OnViolation deed) {
    return new WatchSettings(oracles, oneIn, mostLive, deed);
  }

  /** Whether the run of that number is among those that are watched: drawn by its number, the same way each time. */
  boolean draws(long run) {
    if (oneIn == 1) {
      return true;
    }
    long mixed = (run ^ (run >>> 31)) * 0x9E3779B97F4A7C15L;
    return Long.remainderUnsigned(mixed ^ (mixed >>> 29), oneIn) == 0;
  }
}
