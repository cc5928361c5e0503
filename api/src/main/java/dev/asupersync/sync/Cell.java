package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.util.function.UnaryOperator;

/**
 * A variable that tasks share. It is a field that the lab can see: each operation is a schedule point, so that a
 * race on it shows there, and repeats, which a race on a plain field never does.
 *
 * <p>Every operation takes effect at one moment, and all tasks agree on the order of these, as for a {@code
 * volatile} field. Two operations one after the other are two moments: between a {@link #get} and a {@link #set}
 * others may have written. Use {@link #update} or {@link #compareAndSet} where that matters, or a {@link Mutex}
 * where several cells belong together.
 *
 * <p>It holds no null: for nothing, hold an {@code Optional}. Let what it holds be immutable, because the lab sees
 * only the cell.
 *
 * <p>Open it with {@code scope.open(Cell.of(0))}. Cancellation: no operation waits and none is a cancel point, so
 * cleanup may use it. Threads: any task of the runtime, with its own {@code cx}. Nothing is locked and nothing is
 * allocated. Errors: CX-3206 when the region that owns it has closed. Rules: 7.0.3, D25.
 *
 * @param <T> what it holds; never null
 */
public interface Cell<T> {

  /** A cell that holds this at first. */
  static <T> CellSpec<T> of(T initial) {
    return new CellSpec<>(initial, "");
  }

  /** What it holds. */
  T get(Checkpoints cx);

  /** Makes it hold this. */
  void set(Checkpoints cx, T value);

  /** Makes it hold this, and gives what it held before, at one moment. */
  T getAndSet(Checkpoints cx, T value);

  /**
   * Makes it hold {@code next} if it holds {@code expected}, and says whether it did. They are compared by {@code
   * equals}, so that a cell of numbers does what it seems to.
   */
  boolean compareAndSet(Checkpoints cx, T expected, T next);

  /**
   * Makes it hold what {@code change} makes of what it held, at one moment, and gives that.
   *
   * @param change must do nothing else, nor use a {@code cx}: where others write at the same time it is called
   *     again, with what they wrote. What it throws leaves the cell as it was.
   */
  T update(Checkpoints cx, UnaryOperator<T> change);
}
