package dev.asupersync.kernel.sync;

import dev.asupersync.Checkpoints;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.CellSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A cell: one volatile field. It takes no lock, because {@code equals} and the function of an update are code of
 * the program. Rule: 7.0.3.
 */
public final class VolatileCell<T> extends Owned implements Cell<T> {

  private static final VarHandle VALUE;
  private static final String NO_NULL = "a cell holds no null";

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(VolatileCell.class, "value", Object.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private volatile T value;
  private volatile boolean closed;

  public VolatileCell(Region owner, CellSpec<T> spec) {
    super(owner, "cell", spec.name());
    this.value = spec.initial();
  }

  private TaskRecord touch(Checkpoints cx, OpKind kind) {
    TaskRecord task = enter(cx, kind);
    if (closed) {
      throw ownerClosed();
    }
    return task;
  }

  @Override
  public T get(Checkpoints cx) {
    touch(cx, OpKind.CELL_READ);
    return value;
  }

  @Override
  public void set(Checkpoints cx, T next) {
    Objects.requireNonNull(next, NO_NULL);
    touch(cx, OpKind.CELL_WRITE);
    value = next;
  }

  @Override
  @SuppressWarnings("unchecked") // only a T is ever written
  public T getAndSet(Checkpoints cx, T next) {
    Objects.requireNonNull(next, NO_NULL);
    touch(cx, OpKind.CELL_UPDATE);
    return (T) VALUE.getAndSet(this, next);
  }

  @Override
  public boolean compareAndSet(Checkpoints cx, T expected, T next) {
    Objects.requireNonNull(next, NO_NULL);
    TaskRecord task = touch(cx, OpKind.CELL_CAS);
    T seen = value;
    while (seen.equals(expected)) {
      if (VALUE.compareAndSet(this, seen, next)) {
        return true;
      }
      seen = value;
    }
    onlyLooked(task);
    return false;
  }

  @Override
  public T update(Checkpoints cx, UnaryOperator<T> change) {
    touch(cx, OpKind.CELL_UPDATE);
    while (true) {
      T seen = value;
      T next = Objects.requireNonNull(change.apply(seen), NO_NULL);
      if (VALUE.compareAndSet(this, seen, next)) {
        return next;
      }
    }
  }

  @Override
  protected void closeWithRegion() {
    closed = true;
  }
}
