package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Barrier;
import dev.asupersync.sync.BarrierSpec;
import java.util.List;

/**
 * A barrier. Those who wait are those who have arrived, so the last one needs no counter; and because a
 * cancelled one leaves in the same step in which its wait ends, the round is complete for all of them or
 * for none.
 *
 * <p>Rule: 7.6.6, trap 23.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED and COMPLETE are those objects
public final class RoundBarrier extends Owned implements Barrier {

  private static final Object COMPLETE = new Object();

  private final int parties;

  // Guarded by the lock.
  private final WaitList arrived = new WaitList();
  private boolean closed;

  public RoundBarrier(Region owner, BarrierSpec spec) {
    super(owner, "barrier", spec.name());
    this.parties = spec.parties();
  }

  /** One that cannot be cancelled while the round is being completed. */
  private final class Arrival extends Waiter {

    Arrival(TaskRecord task) {
      super(task);
    }

    @Override
    protected boolean abort() {
      lock().lock();
      try {
        boolean first = super.abort();
        if (first) {
          arrived.remove(this);
        }
        return first;
      } finally {
        lock().unlock();
      }
    }
  }

  @Override
  public boolean await(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.SIGNAL_WAIT);
    task.pass();
    Arrival arrival = new Arrival(task);
    if (completes(arrival)) {
      return true;
    }
    Object given = await(arrival, arrived, OpKind.SIGNAL_WAIT, "the others at " + subject(), List::of);
    if (given == CLOSED) {
      task.throwIfCancelled();
      throw ownerClosed();
    }
    return false;
  }

  private boolean completes(Arrival arrival) {
    lock().lock();
    try {
      if (closed) {
        throw ownerClosed();
      }
      if (arrived.size() == parties - 1) {
        arrived.grantAll(COMPLETE);
        return true;
      }
      arrived.add(arrival);
      return false;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      arrived.grantAll(CLOSED);
    } finally {
      lock().unlock();
    }
  }
}
