package dev.asupersync.lab.watch;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the oracles have found. They find it while the runtime holds a lock; it is told a little later, where it holds
 * none.
 */
final class Verdicts {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.oracles");
  private static final int REMEMBERED = 20;
  private static final long LOGGED = 100;

  /** A run that is watched, and whether it was asked to stop. */
  static final class Run {

    private final long number;
    private final OracleSuite suite;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Run(long number, OracleSuite suite) {
      this.number = number;
      this.suite = suite;
    }

    void stop(RuntimeView runtime, String why) {
      if (stopped.compareAndSet(false, true)) {
        suite.root().ifPresent(body ->
            runtime.cancel(body, CancelReason.of(CancelKind.FAIL_FAST).withMessage(why)));
      }
    }
  }

  private record Found(@Nullable Run run, ErrorCode code, String text) {}

  private final WatchSettings settings;
  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final AtomicLong violations = new AtomicLong();
  private final AtomicLong logged = new AtomicLong();

  Verdicts(WatchSettings settings) {
    this.settings = settings;
  }

  /** A rule is broken. Under any lock. */
  void broken(Run run, String oracle, String text) {
    violations.incrementAndGet();
    found.add(new Found(run, ErrorCode.ORACLE_ALARM, "Oracle " + oracle + " in run " + run.number + ": " + text + "."));
  }

  /** A run is judged no longer, or was not. Under any lock. */
  void unjudged(long run, String why) {
    found.add(new Found(null, ErrorCode.RUN_NOT_JUDGED, "Run " + run + " is not judged: " + why));
  }

  long violations() {
    return violations.get();
  }

  /** The last of them, oldest first. */
  List<String> last() {
    synchronized (last) {
      return new ArrayList<>(last);
    }
  }

  /** Tells what is found. Where no lock is held. */
  void tell(@Nullable RuntimeView runtime) {
    for (Found next = found.poll(); next != null; next = found.poll()) {
      String text = next.code().format(next.text());
      remember(text);
      if (settings.onViolation() != WatchSettings.OnViolation.COUNT) {
        log(text);
      }
      Run run = next.run();
      if (settings.onViolation() == WatchSettings.OnViolation.CANCEL && run != null && runtime != null) {
        run.stop(runtime, text);
      }
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  private void remember(String text) {
    synchronized (last) {
      if (last.size() == REMEMBERED) {
        last.removeFirst();
      }
      last.addLast(text);
    }
  }

  /** After a hundred lines the next one tells nobody anything new. */
  private void log(String text) {
    long line = logged.incrementAndGet();
    if (line <= LOGGED) {
      LOG.log(System.Logger.Level.ERROR,
          line == LOGGED ? text + " More of this is only counted; a dump has the last ones." : text);
    }
  }
}
