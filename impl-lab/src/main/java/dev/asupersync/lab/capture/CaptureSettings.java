package dev.asupersync.lab.capture;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which runs are captured, and where to.
 *
 * @param file a path, in which {@code %r} stands for the number of the run
 * @param program what the file says the program is called
 * @param oneIn one run in so many is captured
 * @param keepAll whether a capture of a run that ended Ok or Cancelled is kept, too
 * @param mostEvents after so many events a capture is cut off
 * @param patience how long code of the program may go on between two operations while others wait for their turn
 */
public record CaptureSettings(
    String file, String program, long oneIn, boolean keepAll, long mostEvents, Duration patience) {

  public CaptureSettings {
    if (oneIn < 1 || mostEvents < 1 || !patience.isPositive()) {
      throw new IllegalArgumentException("CaptureSettings with oneIn " + oneIn + ", mostEvents " + mostEvents
          + " and patience " + patience + ": all must be above zero.");
    }
  }

  /** Every run to this file, kept however it ends. */
  public static CaptureSettings to(Path file) {
    return new CaptureSettings(file.toString(), "", 1, true, 50_000_000, Duration.ofMillis(2));
  }

  Path fileOf(long run) {
    return Path.of(file.replace("%r", Long.toString(run)));
  }
}
