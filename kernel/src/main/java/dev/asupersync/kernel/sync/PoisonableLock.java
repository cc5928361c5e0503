package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.PoisonedException;
import org.jspecify.annotations.Nullable;

/**
 * What locks with guards have in common: who may enter, and what becomes of a panic. Rules: 7.6.1 to 7.6.3.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED is that object
abstract sealed class PoisonableLock extends Owned permits FifoMutex, TurnTakingLock {

  // Guarded by the lock.
  private @Nullable String poison;
  private boolean closed;

  PoisonableLock(Region owner, String what, String name) {
    super(owner, what, name);
  }

  /** A task that is about to take it. */
  final TaskRecord arrive(Checkpoints cx, OpKind kind) {
    TaskRecord task = enter(cx, kind);
    task.pass();
    task.checkReservable();
    return task;
  }

  /** What giving it back is. */
  abstract OpKind givingBack();

  /** With the lock. */
  final void checkUsable() {
    if (closed) {
      throw ownerClosed();
    }
    if (poison != null) {
      throw poisoned(poison);
    }
  }

  /** What a waiter was given may be a refusal. */
  final void checkGranted(TaskRecord task, Object given) {
    if (given == CLOSED) {
      task.throwIfCancelled();
      throw ownerClosed();
    }
    if (given instanceof Refusal(String why)) {
      throw poisoned(why);
    }
  }

  /** What those who wait for a lock are granted when it gets poisoned. */
  private record Refusal(String why) {}

  private PoisonedException poisoned(String why) {
    return new PoisonedException(
        "The " + subject() + " is poisoned: " + why + ". What it guards may be half changed. Mend that and"
            + " call clearPoison(cx), or give up.");
  }

  /** A guard is no longer held. {@code why} it poisons, or null. */
  final void returned(LockGuard guard, @Nullable String why) {
    lock().lock();
    try {
      free(guard);
      if (why != null) {
        poison = why;
        refuseAll(new Refusal(why));
      }
      settle();
    } finally {
      lock().unlock();
    }
  }

  /** With the lock: this one does not hold it any more. */
  abstract void free(LockGuard guard);

  /** With the lock: grants everybody who waits this instead. */
  abstract void refuseAll(Object refusal);

  public final boolean isPoisoned() {
    lock().lock();
    try {
      return poison != null;
    } finally {
      lock().unlock();
    }
  }

  public final void clearPoison(Checkpoints cx) {
    enter(cx, givingBack());
    lock().lock();
    try {
      poison = null;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected final void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      refuseAll(CLOSED);
    } finally {
      lock().unlock();
    }
  }
}
