package dev.asupersync.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Stands before the queue of a batch processor, which drops what it has no room for and tells nobody that we could
 * ask. It lets in no more than the queue holds, so that nothing is dropped behind it, and counts the rest.
 */
final class Gate {

  private final AtomicLong inside = new AtomicLong();
  private final AtomicLong underWay = new AtomicLong();
  private final Dropped dropped;
  private volatile long room = Long.MAX_VALUE;

  Gate(Dropped dropped) {
    this.dropped = dropped;
  }

  /** How much the queue behind it holds. */
  void room(long records) {
    room = records;
  }

  /** Whether one more may go in. Otherwise it is counted as dropped. */
  boolean enter() {
    if (inside.incrementAndGet() <= room) {
      return true;
    }
    inside.decrementAndGet();
    dropped.add(Dropped.Reason.QUEUE_FULL, 1);
    return false;
  }

  /** So many have left the queue, and the exporter has them. */
  void leave(long records) {
    inside.addAndGet(-records);
  }

  /** Counts what the exporter does not take. */
  CompletableResultCode watch(long records, Supplier<CompletableResultCode> export) {
    underWay.addAndGet(records);
    CompletableResultCode result;
    try {
      result = export.get();
    } catch (RuntimeException | Error broken) {
      done(records, false);
      throw broken;
    }
    result.whenComplete(() -> done(records, result.isSuccess()));
    return result;
  }

  private void done(long records, boolean taken) {
    underWay.addAndGet(-records);
    if (!taken) {
      dropped.add(Dropped.Reason.EXPORT_FAILED, records);
    }
  }

  /** Gives up what is still in the queue or on its way, counts it, and says how many these were. */
  long giveUp() {
    long lost = Math.max(0, inside.get()) + Math.max(0, underWay.get());
    dropped.add(Dropped.Reason.EXPORT_FAILED, lost);
    return lost;
  }
}
