package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.OnceCell;
import dev.asupersync.sync.OnceCellSpec;
import dev.asupersync.sync.Section;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is filled once. The right to fill it is held by one task at a time; one that fails hands it,
 * in the same step, to whoever has waited longest for it. Rule: 7.6.7.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED is that object
public final class InitOnceCell<T> extends Owned implements OnceCell<T> {

  /** Where a task stands that came to the cell; the first two are also what waiters are granted. */
  private enum Place {
    /** There is a value. */
    FILLED,
    /** The task is to make it. */
    TURN,
    IN_LINE
  }

  private volatile @Nullable T value;

  // Guarded by the lock.
  private final WaitList candidates = new WaitList();
  private final WaitList readers = new WaitList();
  private @Nullable TaskRecord filling;
  private boolean closed;

  public InitOnceCell(Region owner, OnceCellSpec<T> spec) {
    super(owner, "cell", spec.name());
  }

  @Override
  public <X extends Exception> T getOrInit(Checkpoints cx, Section<? extends T, X> init) throws X {
    TaskRecord task = arrive(cx);
    T present = valueOrTurn(task);
    return present == null ? fill(task, init) : present;
  }

  private <X extends Exception> T fill(TaskRecord task, Section<? extends T, X> init) throws X {
    T made = null;
    try {
      made = Objects.requireNonNull(init.run(), "a cell holds no null");
      task.schedulingPoint(OpKind.SIGNAL, number());
      return made;
    } finally {
      filled(made);
    }
  }

  @Override
  public Optional<T> get() {
    return Optional.ofNullable(value);
  }

  @Override
  public Optional<T> set(Checkpoints cx, T fresh) {
    Objects.requireNonNull(fresh, "a cell holds no null");
    if (valueOrTurn(arrive(cx)) != null) {
      return Optional.of(fresh);
    }
    filled(fresh);
    return Optional.empty();
  }

  @Override
  public T waitFor(Checkpoints cx) {
    TaskRecord task = arrive(cx);
    Waiter waiter = new Waiter(task);
    if (enlist(waiter, readers) == Place.IN_LINE) {
      checkGranted(task, await(waiter, readers, OpKind.SIGNAL_WAIT, what(), this::filler));
    }
    return Objects.requireNonNull(value);
  }

  private TaskRecord arrive(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.SIGNAL_WAIT);
    task.pass();
    return task;
  }

  /** Null means that it is the task's turn to fill the cell. */
  private @Nullable T valueOrTurn(TaskRecord task) {
    Waiter waiter = new Waiter(task);
    return switch (enlist(waiter, candidates)) {
      case FILLED -> value;
      case TURN -> null;
      case IN_LINE -> {
        Object given = await(waiter, candidates, OpKind.SIGNAL_WAIT, what(), this::filler);
        checkGranted(task, given);
        yield given == Place.TURN ? null : value;
      }
    };
  }

  private Place enlist(Waiter waiter, WaitList line) {
    lock().lock();
    try {
      if (value != null) {
        return Place.FILLED;
      }
      if (closed) {
        throw ownerClosed();
      }
      if (filling != null && filling.base() == waiter.task().base()) {
        throw new CxUsageException(
            ErrorCode.LOCK_REENTRY,
            waiter.task().label() + " asked for the value of " + subject() + " while it was making it. It"
                + " would wait for itself for ever. Make the value without looking at the cell.");
      }
      if (line == candidates && filling == null && candidates.isEmpty()) {
        filling = waiter.task();
        return Place.TURN;
      }
      line.add(waiter);
      settle();
      return Place.IN_LINE;
    } finally {
      lock().unlock();
    }
  }

  private void checkGranted(TaskRecord task, Object given) {
    if (given == CLOSED) {
      task.throwIfCancelled();
      throw ownerClosed();
    }
  }

  private String what() {
    return "the value of " + subject();
  }

  @Override
  protected void settle() {
    while (value == null && filling == null && !candidates.isEmpty()) {
      Waiter next = Objects.requireNonNull(candidates.poll());
      if (next.grant(Place.TURN)) {
        filling = next.task();
      }
    }
  }

  /** The turn is over; null if nothing came of it. */
  private void filled(@Nullable T made) {
    lock().lock();
    try {
      filling = null;
      if (made == null) {
        settle();
      } else {
        value = made;
        candidates.grantAll(Place.FILLED);
        readers.grantAll(Place.FILLED);
      }
    } finally {
      lock().unlock();
    }
  }

  private List<TaskId> filler() {
    lock().lock();
    try {
      return idOf(filling);
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      candidates.grantAll(CLOSED);
      readers.grantAll(CLOSED);
    } finally {
      lock().unlock();
    }
  }
}
