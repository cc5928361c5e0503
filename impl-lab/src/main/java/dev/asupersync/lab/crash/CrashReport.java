package dev.asupersync.lab.crash;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.fault.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What ending a program at its points has shown.
 *
 * @param program its name
 * @param search which schedules were tried
 * @param points at how many points it was ended
 * @param runs how often it was begun
 * @param crashes how often it, or its recovery, was ended
 * @param nanos the real time that it took
 * @param without what is wrong though nothing was ended, if something is; then nothing was
 * @param failures the points that failed
 */
public record CrashReport(
    String program, String search, long points, long runs, long crashes, long nanos, Optional<String> without,
    List<Found> failures) {

  public CrashReport {
    failures = List.copyOf(failures);
  }

  /**
   * A point at which the program must not be ended.
   *
   * @param text what was wrong then
   * @param token with which it can be seen again
   */
  public record Found(Place place, String text, CrashToken token) {

    @Override
    public String toString() {
      return ErrorCode.RECOVERY_FAILED.code() + " After a crash at " + place + ": " + text;
    }
  }

  /** Whether it was ended somewhere, and nothing was wrong. */
  public boolean isOk() {
    return without.isEmpty() && failures.isEmpty() && crashes > 0;
  }

  /** The verdict, figures, and each failure with how to see it again. */
  @Override
  public String toString() {
    String verdict = without.map(wrong -> "it fails without any crash: " + wrong)
        .orElse(crashes == 0
            ? ErrorCode.NOTHING_INJECTED.code() + " Nothing crashed: the program came to no point"
            : failures.isEmpty() ? "0 failures" : failures.size() + " points fail");
    return program + ": " + verdict + ".\n"
        + String.format(Locale.ROOT, "%s: %,d points, %,d runs, %,d crashes, %d points failed, %.2f s.",
            search, points, runs, crashes, failures.size(), nanos / 1e9)
        + failures.stream().map(found -> "\n" + found + "\nAgain: " + found.token).collect(Collectors.joining());
  }
}
