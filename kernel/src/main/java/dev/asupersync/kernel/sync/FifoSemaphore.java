package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphoreClosedException;
import dev.asupersync.sync.SemaphorePermit;
import dev.asupersync.sync.SemaphoreSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A semaphore. Whoever gives permits back hands them, in the same step, to the head of the line, as long as
 * they are enough for it. Rule: 7.6.4.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED and TIMED_OUT are those objects
public final class FifoSemaphore extends Owned implements Semaphore {

  /** Who waits, and what for. */
  private static final class Request extends Waiter {
    final HeldPermits wanted;

    Request(TaskRecord task, HeldPermits wanted) {
      super(task);
      this.wanted = wanted;
    }
  }

  // Guarded by the lock.
  private final WaitList line = new WaitList();
  private final Set<HeldPermits> out = new LinkedHashSet<>(4);
  private int available;
  private boolean closed;

  public FifoSemaphore(Region owner, SemaphoreSpec spec) {
    super(owner, "semaphore", spec.name());
    this.available = spec.permits();
  }

  @Override
  public SemaphorePermit acquire(Checkpoints cx) {
    return acquire(cx, 1);
  }

  @Override
  public SemaphorePermit acquire(Checkpoints cx, int permits) {
    HeldPermits wanted = wanted(cx, permits);
    if (!take(wanted)) {
      Request request = enlist(wanted);
      checkGranted(request, await(request, line, OpKind.ENTER, what(wanted), this::holders));
    }
    wanted.reserved();
    return wanted;
  }

  @Override
  public Optional<SemaphorePermit> tryAcquire(Checkpoints cx) {
    return tryAcquire(cx, 1);
  }

  @Override
  public Optional<SemaphorePermit> tryAcquire(Checkpoints cx, int permits) {
    HeldPermits wanted = wanted(cx, permits);
    if (!take(wanted)) {
      return Optional.empty();
    }
    wanted.reserved();
    return Optional.of(wanted);
  }

  @Override
  public Optional<SemaphorePermit> tryAcquire(Checkpoints cx, int permits, Duration patience) {
    HeldPermits wanted = wanted(cx, permits);
    if (!take(wanted)) {
      if (!patience.isPositive()) {
        return Optional.empty();
      }
      Request request = enlist(wanted);
      Object given = awaitFor(patience, request, line, OpKind.ENTER, what(wanted), this::holders);
      if (given == TIMED_OUT) {
        return Optional.empty();
      }
      checkGranted(request, given);
    }
    wanted.reserved();
    return Optional.of(wanted);
  }

  private HeldPermits wanted(Checkpoints cx, int permits) {
    checkCount(permits, "acquire");
    TaskRecord task = enter(cx, OpKind.ENTER);
    task.pass();
    task.checkReservable();
    return new HeldPermits(this, task, permits);
  }

  private void checkCount(int permits, String verb) {
    if (permits < 0) {
      throw new CxUsageException(
          ErrorCode.BAD_COUNT,
          "One cannot " + verb + " " + permits + " permits of " + subject() + ". Ask for 0 or more.");
    }
  }

  /** At once or not at all. None can be had of any semaphore. */
  private boolean take(HeldPermits wanted) {
    if (wanted.count() == 0) {
      return true;
    }
    lockOpen(wanted.by());
    try {
      if (!line.isEmpty() || wanted.count() > available) {
        return false;
      }
      handOver(wanted);
      return true;
    } finally {
      lock().unlock();
    }
  }

  private void handOver(HeldPermits wanted) {
    available -= wanted.count();
    out.add(wanted);
  }

  private Request enlist(HeldPermits wanted) {
    Request request = new Request(wanted.by(), wanted);
    lockOpen(wanted.by());
    try {
      line.add(request);
      settle();
    } finally {
      lock().unlock();
    }
    return request;
  }

  private void checkGranted(Request request, Object given) {
    if (given == CLOSED) {
      throw because(request.task(), refused());
    }
  }

  private void lockOpen(TaskRecord task) {
    lock().lock();
    if (closed) {
      lock().unlock();
      throw because(task, refused());
    }
  }

  private SemaphoreClosedException refused() {
    return new SemaphoreClosedException(
        "No more permits can be had of " + subject() + ", because it was closed. Stop, or use one"
            + " that is open.");
  }

  private String what(HeldPermits wanted) {
    return wanted.count() + (wanted.count() == 1 ? " permit of " : " permits of ") + subject();
  }

  @Override
  protected void settle() {
    while (line.first() instanceof Request head && head.wanted.count() <= available) {
      line.remove(head);
      if (head.grant()) {
        handOver(head.wanted);
      }
    }
  }

  /** They are not held any more; {@code back} says whether they can be had again. */
  void returned(HeldPermits permits, boolean back) {
    lock().lock();
    try {
      out.remove(permits);
      if (back) {
        add(permits.count());
      }
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void addPermits(int more) {
    checkCount(more, "add");
    lock().lock();
    try {
      add(more);
    } finally {
      lock().unlock();
    }
  }

  private void add(int more) {
    if (!closed) {
      available += Math.min(more, Integer.MAX_VALUE - available);
      settle();
    }
  }

  @Override
  public int available() {
    lock().lock();
    try {
      return available;
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void close() {
    lock().lock();
    try {
      closed = true;
      available = 0;
      line.grantAll(CLOSED);
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    close();
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      int taken = out.stream().mapToInt(HeldPermits::count).sum();
      return new OwnedDump(number(), subject(), OptionalLong.of(taken), OptionalLong.of((long) taken + available),
          0, line.size());
    } finally {
      lock().unlock();
    }
  }

  private List<TaskId> holders() {
    lock().lock();
    try {
      return idsOf(out.stream().map(HeldPermits::by).distinct().toList());
    } finally {
      lock().unlock();
    }
  }
}
