package dev.asupersync.kernel;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.util.List;

/**
 * Lets a region close without a task that does not end. Only where {@code on-stuck = abandon}: it breaks the
 * promise that nothing is left running, and the outcome says so.
 *
 * <p>Rule: D16.
 */
final class Abandonment {

  private Abandonment() {}

  static void abandon(TaskRecord stuck, String report) {
    TaskRecord task = stuck.base();
    Region region = task.region();
    List<Waiter> joiners;
    region.lock().lock();
    try {
      if (task.isDecided()) {
        return;
      }
      Verdict verdict = Verdict.panicked(new CxUsageException(ErrorCode.REGION_STUCK, report));
      task.decide(verdict.record());
      joiners = task.complete(verdict);
      region.failures().add(verdict.record());
      Region inside = task.inside();
      if (inside != null) {
        region.unlink(inside);
      }
      region.unlink(task);
    } finally {
      region.lock().unlock();
    }
    joiners.forEach(Waiter::grant);
    task.abandon();
  }
}
