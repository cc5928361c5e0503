package dev.asupersync.kernel;

import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.OpKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a region owns: a channel, a lock, a heap. This is all that such a thing needs of the
 * kernel: who uses it, one lock, and a way to wait. It decides under its lock and grants waiters there; it
 * never runs code of a program while holding it.
 *
 * <p>Rules: 7.0.1 to 7.0.5.
 */
public abstract class Owned {

  /** What a waiter is granted when there will never be what it waits for. */
  protected static final Object CLOSED = new Object();

  /** What a waiter is granted when its time is over. */
  protected static final Object TIMED_OUT = new Object();

  private final Region owner;
  private final long number;
  private final String subject;
  private final KernelLock lock = new KernelLock();

  /** {@code what} is its kind, as in {@code channel "orders"}. */
  protected Owned(Region owner, String what, String name) {
    this.owner = owner;
    this.number = owner.kernel().nextOwnedNumber();
    this.subject = what + " " + (name.isEmpty() ? "#" + number : '"' + name + '"');
  }

  public final long number() {
    return number;
  }

  public final String subject() {
    return subject;
  }

  /** How many messages it holds; -1 for what holds none. */
  protected long capacity() {
    return -1;
  }

  protected final KernelLock lock() {
    return lock;
  }

  final Region owner() {
    return owner;
  }

  /** The monotonic clock. */
  protected final long nanos() {
    return owner.kernel().clock().nanos();
  }

  /** The task that calls, after letting others go first. Errors: CX-2001, CX-2002. */
  protected final TaskRecord enter(Checkpoints cx, OpKind kind) {
    TaskCx known = TaskCx.of(cx);
    if (known.task().kernel() != owner.kernel()) {
      throw new CxUsageException(
          ErrorCode.FOREIGN_CX,
          "A Cx of another runtime was used on " + subject + ". What a region owns is for tasks of its own runtime.");
    }
    return known.enter(kind, number);
  }

  /** What that task has announced last changed nothing. */
  protected static void onlyLooked(TaskRecord task) {
    task.requireStrand().onlyLooked();
  }

  /** Waits in {@code line}, to which {@code waiter} was added, until it is granted or cancelled. */
  protected final Object await(
      Waiter waiter, WaitList line, OpKind kind, String what, Supplier<List<TaskId>> heldUpBy) {
    return await(waiter, line, kind, new Line(what, heldUpBy));
  }

  /** The same, with what is waited for made once for all who wait for it. */
  protected final Object await(Waiter waiter, WaitList line, OpKind kind, Wait.Subject subject) {
    return waiter.await(
        kind, number, Waiter.Patience.UNTIL_CANCELLED, subject, () -> leave(line, waiter));
  }

  /** The same, but after so much time it is granted {@link #TIMED_OUT}. */
  @SuppressWarnings("ReferenceEquality") // TIMED_OUT is that object
  protected final Object awaitFor(
      Duration patience, Waiter waiter, WaitList line, OpKind kind, String what, Supplier<List<TaskId>> by) {
    Alarm alarm = patience.isPositive() ? expireAfter(patience, line, waiter) : () -> true;
    if (!patience.isPositive()) {
      expire(line, waiter);
    }
    try {
      Object given = await(waiter, line, kind, what, by);
      if (given == TIMED_OUT) {
        leave(line, waiter); // whoever ended the wait may not have got that far yet
      }
      return given;
    } finally {
      alarm.cancel();
    }
  }

  private Alarm expireAfter(Duration patience, WaitList line, Waiter waiter) {
    long deadlineNanos = Clock.plus(nanos(), patience);
    return deadlineNanos == Clock.NEVER
        ? () -> true
        : owner.kernel().interpretation().alarm(deadlineNanos, () -> expire(line, waiter));
  }

  private void expire(WaitList line, Waiter waiter) {
    if (waiter.grant(TIMED_OUT)) {
      leave(line, waiter);
    }
  }

  /** What others may know of it now. Takes its lock. */
  public OwnedDump dump() {
    return OwnedDump.of(number, subject);
  }

  /** Takes a waiter out that will not be served; those behind it may be served now. */
  protected final void leave(WaitList line, Waiter waiter) {
    lock.lock();
    try {
      line.remove(waiter);
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** With the lock: gives what there is to those who wait for it. */
  protected void settle() {}

  /** The region that owns it is closing for good. */
  protected abstract void closeWithRegion();

  /** Why an operation of that task fails: its cancellation, where that is behind the refusal. Without the lock. */
  protected static <X extends RuntimeException> X because(TaskRecord task, X refusal) {
    task.throwIfCancelled();
    return refusal;
  }

  /** For whoever waits for it, or comes later. */
  protected final CxUsageException ownerClosed() {
    return new CxUsageException(
        ErrorCode.OWNER_CLOSED,
        "The " + subject + " belongs to " + owner.label() + ", which is closed, and what a region owns ends"
            + " with it. Open it in a region that lives as long as all its users.");
  }

  /** The tasks of some waiters, as reports name them. */
  protected static List<TaskId> idsOf(List<TaskRecord> tasks) {
    return tasks.stream().map(task -> task.innermost().id()).toList();
  }

  /** {@code null} is nobody. */
  protected static List<TaskId> idOf(@Nullable TaskRecord task) {
    return task == null ? List.of() : List.of(task.innermost().id());
  }

  private record Line(String what, Supplier<List<TaskId>> by) implements Wait.Subject {

    @Override
    public List<TaskId> heldUpBy() {
      return by.get();
    }
  }

  @Override
  public final String toString() {
    return subject;
  }
}
