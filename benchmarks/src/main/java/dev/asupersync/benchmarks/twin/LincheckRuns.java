package dev.asupersync.benchmarks.twin;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Runs a twin under Lincheck's model checker. It is deterministic: there are no seeds. It puts every field back behind
 * each run, and plays a failing one again to explain it, so what counts the runs is outside of the heap, and stands
 * still behind the first that failed.
 */
final class LincheckRuns {

  private static final ByteBuffer COUNTS = ByteBuffer.allocateDirect(16);
  private static final int RUNS = 0;
  private static final int FAILED = 8;

  private LincheckRuns() {}

  /** How many runs there were, in which the first bug showed, and how long all took. */
  record Ran(long runs, OptionalLong first, long nanos) {

    double perSecond() {
      return runs * 1e9 / nanos;
    }
  }

  static Ran run(Twin twin, boolean wrong, int most) {
    COUNTS.putLong(RUNS, 0).putLong(FAILED, 0);
    long began = System.nanoTime();
    boolean failed = false;
    try {
      Lincheck.runConcurrentTest(most, () -> once(twin, wrong));
    } catch (LincheckAssertionError shown) {
      failed = true;
    } catch (IllegalStateException untold) {
      failed = isOfTheReport(untold); // it has found a deadlock, and stumbles over telling it
      if (!failed) {
        throw untold;
      }
    }
    long nanos = System.nanoTime() - began;
    long runs = COUNTS.getLong(RUNS);
    return new Ran(runs, failed ? OptionalLong.of(runs) : OptionalLong.empty(), nanos);
  }

  private static boolean isOfTheReport(IllegalStateException thrown) {
    return Arrays.stream(thrown.getStackTrace()).anyMatch(frame -> frame.getClassName().endsWith(".ReporterKt"));
  }

  private static void once(Twin twin, boolean wrong) {
    if (COUNTS.getLong(FAILED) == 0) {
      COUNTS.putLong(RUNS, COUNTS.getLong(RUNS) + 1);
    }
    try {
      twin.run(wrong);
    } catch (Stage.Found bug) {
      COUNTS.putLong(FAILED, 1);
      throw bug;
    }
  }
}
