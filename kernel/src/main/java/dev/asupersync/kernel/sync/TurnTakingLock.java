package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.ReadGuard;
import dev.asupersync.sync.RwLock;
import dev.asupersync.sync.RwLockSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock for readers and writers. Two lines, and one place, {@link #settle}, that says who is next: readers
 * that came before the writers who wait; else, of these, the first, unless so many have gone ahead of
 * waiting readers in a row that one of them gets a turn; else all readers. Rule: 7.6.3.
 */
@SuppressWarnings("ReferenceEquality") // TIMED_OUT is that object
public final class TurnTakingLock extends PoisonableLock implements RwLock {

  private static final int HAND_OFFS = 16;

  /** In line, with the number of its arrival. */
  private static final class Seeker extends Waiter {
    final LockGuard wanted;
    final long arrival;

    Seeker(LockGuard wanted, long arrival) {
      super(wanted.by());
      this.wanted = wanted;
      this.arrival = arrival;
    }
  }

  // Guarded by the lock.
  private final WaitList readers = new WaitList();
  private final WaitList writers = new WaitList();
  private final Set<LockGuard> reading = new LinkedHashSet<>(4);
  private @Nullable LockGuard writing;
  private long arrivals;
  /** When the first of the writers came that have kept their line from being empty. */
  private long firstWriter;
  /** How many writers in a row have gone ahead of waiting readers. */
  private int handOffs;

  public TurnTakingLock(Region owner, RwLockSpec spec) {
    super(owner, "rwlock", spec.name());
  }

  @Override
  public ReadGuard read(Checkpoints cx) {
    return Objects.requireNonNull(take(arrive(cx, OpKind.ENTER), false, null));
  }

  @Override
  public Guard write(Checkpoints cx) {
    return Objects.requireNonNull(take(arrive(cx, OpKind.ENTER), true, null));
  }

  @Override
  public Optional<ReadGuard> tryRead(Checkpoints cx) {
    return Optional.ofNullable(tryTake(arrive(cx, OpKind.ENTER), false));
  }

  @Override
  OpKind givingBack() {
    return OpKind.LEAVE;
  }

  @Override
  public Optional<Guard> tryWrite(Checkpoints cx) {
    return Optional.ofNullable(tryTake(arrive(cx, OpKind.ENTER), true));
  }

  @Override
  public Optional<ReadGuard> tryRead(Checkpoints cx, Duration patience) {
    return Optional.ofNullable(take(arrive(cx, OpKind.ENTER), false, patience));
  }

  @Override
  public Optional<Guard> tryWrite(Checkpoints cx, Duration patience) {
    return Optional.ofNullable(take(arrive(cx, OpKind.ENTER), true, patience));
  }

  private @Nullable LockGuard tryTake(TaskRecord task, boolean alone) {
    LockGuard wanted = new LockGuard(this, task, alone);
    lock().lock();
    try {
      checkUsable();
      if (!isFree(alone)) {
        return null;
      }
      hold(wanted, alone);
    } finally {
      lock().unlock();
    }
    wanted.reserved();
    return wanted;
  }

  /** Null when its time is over. */
  private @Nullable LockGuard take(TaskRecord task, boolean alone, @Nullable Duration patience) {
    LockGuard wanted = new LockGuard(this, task, alone);
    Seeker seeker = takeOrEnlist(wanted, alone);
    if (seeker != null) {
      WaitList line = alone ? writers : readers;
      String what = subject() + (alone ? " for writing" : " for reading");
      Object given =
          patience == null
              ? await(seeker, line, OpKind.ENTER, what, this::holders)
              : awaitFor(patience, seeker, line, OpKind.ENTER, what, this::holders);
      if (given == TIMED_OUT) {
        return null;
      }
      checkGranted(task, given);
    }
    wanted.reserved();
    return wanted;
  }

  private @Nullable Seeker takeOrEnlist(LockGuard wanted, boolean alone) {
    lock().lock();
    try {
      checkUsable();
      refuseHolders(wanted.by());
      if (isFree(alone)) {
        hold(wanted, alone);
        return null;
      }
      Seeker seeker = new Seeker(wanted, arrivals++);
      if (alone && writers.isEmpty()) {
        firstWriter = seeker.arrival;
      }
      (alone ? writers : readers).add(seeker);
      settle();
      return seeker;
    } finally {
      lock().unlock();
    }
  }

  /** Only when nobody waits: those are before whoever comes. */
  private boolean isFree(boolean alone) {
    return writing == null && (!alone || reading.isEmpty()) && writers.isEmpty() && readers.isEmpty();
  }

  private void hold(LockGuard guard, boolean alone) {
    handOffs = 0;
    if (alone) {
      writing = guard;
    } else {
      reading.add(guard);
    }
  }

  private void refuseHolders(TaskRecord task) {
    if (writing != null) {
      writing.refuse(task);
    }
    for (LockGuard guard : reading) {
      guard.refuse(task);
    }
  }

  @Override
  protected void settle() {
    while (writing == null) {
      if (isReadersTurn()) {
        if (readers.isEmpty()) {
          return;
        }
        admit(readers, false);
      } else if (reading.isEmpty()) {
        int inARow = readers.isEmpty() ? 0 : handOffs + 1;
        if (admit(writers, true)) {
          handOffs = inARow;
        }
      } else {
        return;
      }
    }
  }

  private boolean isReadersTurn() {
    boolean owed = handOffs >= HAND_OFFS && !readers.isEmpty();
    return owed || writers.isEmpty() || isBeforeWriters(readers.first());
  }

  private boolean isBeforeWriters(@Nullable Waiter reader) {
    return reader instanceof Seeker seeker && seeker.arrival < firstWriter;
  }

  /** Whether the first in line got it; it may have left at this moment. */
  private boolean admit(WaitList line, boolean alone) {
    if (line.poll() instanceof Seeker next && next.grant()) {
      hold(next.wanted, alone);
      return true;
    }
    return false;
  }

  @Override
  void free(LockGuard guard) {
    if (!reading.remove(guard)) {
      writing = null;
    }
  }

  @Override
  void refuseAll(Object refusal) {
    writers.grantAll(refusal);
    readers.grantAll(refusal);
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      return new OwnedDump(number(), subject(), OptionalLong.of(reading.size() + (writing == null ? 0 : 1)),
          OptionalLong.empty(), 0, readers.size() + writers.size());
    } finally {
      lock().unlock();
    }
  }

  private List<TaskId> holders() {
    lock().lock();
    try {
      return writing == null
          ? idsOf(reading.stream().map(LockGuard::by).toList())
          : idOf(writing.by());
    } finally {
      lock().unlock();
    }
  }
}
