package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.MutexSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A mutex. It is never free while somebody waits: whoever releases it makes the head of the line its holder
 * in the same step. Rules: 7.6.1, 7.6.2.
 */
@SuppressWarnings("ReferenceEquality") // TIMED_OUT is that object
public final class FifoMutex extends PoisonableLock implements Mutex {

  // Guarded by the lock.
  private final WaitList line = new WaitList();
  private @Nullable LockGuard held;

  public FifoMutex(Region owner, MutexSpec spec) {
    super(owner, "mutex", spec.name());
  }

  @Override
  public Guard lock(Checkpoints cx) {
    LockGuard wanted = new LockGuard(this, arrive(cx, OpKind.ACQUIRE), true);
    LockGuard.Seeker seeker = takeOrEnlist(wanted);
    if (seeker != null) {
      checkGranted(seeker.task(), await(seeker, line, OpKind.ACQUIRE, subject(), this::holder));
    }
    wanted.reserved();
    return wanted;
  }

  @Override
  public Optional<Guard> tryLock(Checkpoints cx) {
    LockGuard wanted = new LockGuard(this, arrive(cx, OpKind.TRY_ACQUIRE), true);
    boolean taken;
    lock().lock();
    try {
      taken = take(wanted);
    } finally {
      lock().unlock();
    }
    if (!taken) {
      onlyLooked(wanted.by());
      return Optional.empty();
    }
    wanted.reserved();
    return Optional.of(wanted);
  }

  @Override
  public Optional<Guard> tryLock(Checkpoints cx, Duration patience) {
    LockGuard wanted = new LockGuard(this, arrive(cx, OpKind.TRY_ACQUIRE), true);
    LockGuard.Seeker seeker = takeOrEnlist(wanted);
    if (seeker != null) {
      Object given = awaitFor(patience, seeker, line, OpKind.ACQUIRE, subject(), this::holder);
      if (given == TIMED_OUT) {
        return Optional.empty();
      }
      checkGranted(seeker.task(), given);
    }
    wanted.reserved();
    return Optional.of(wanted);
  }

  @Override
  OpKind givingBack() {
    return OpKind.RELEASE;
  }

  private boolean take(LockGuard wanted) {
    checkUsable();
    if (held != null || !line.isEmpty()) {
      return false;
    }
    held = wanted;
    return true;
  }

  /** Null if it was free; otherwise the task stands in line now. */
  private LockGuard.@Nullable Seeker takeOrEnlist(LockGuard wanted) {
    lock().lock();
    try {
      if (take(wanted)) {
        return null;
      }
      if (held != null) {
        held.refuse(wanted.by());
      }
      LockGuard.Seeker seeker = new LockGuard.Seeker(wanted);
      line.add(seeker);
      settle();
      return seeker;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void settle() {
    while (held == null && line.poll() instanceof LockGuard.Seeker next) {
      if (next.grant()) {
        held = next.wanted;
      }
    }
  }

  @Override
  void free(LockGuard guard) {
    held = null;
  }

  @Override
  void refuseAll(Object refusal) {
    line.grantAll(refusal);
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      return new OwnedDump(number(), subject(), OptionalLong.of(held == null ? 0 : 1), OptionalLong.of(1),
          0, line.size());
    } finally {
      lock().unlock();
    }
  }

  private List<TaskId> holder() {
    lock().lock();
    try {
      return held == null ? List.of() : idOf(held.by());
    } finally {
      lock().unlock();
    }
  }
}
