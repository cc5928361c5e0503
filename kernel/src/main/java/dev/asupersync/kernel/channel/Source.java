package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.kernel.Choice;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.Offer;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something with one line of those who wait for what comes next, until nothing more can come. */
abstract class Source extends Owned {

  /** Somebody who waits with an end of a channel. */
  private static final class Listener extends Waiter {
    final End end;

    Listener(TaskRecord task, End end) {
      super(task);
      this.end = end;
    }
  }

  /** A case of a select that waits in that line. */
  interface Tap<R extends @Nullable Object> extends Offer<R> {

    End end();

    Source source();

    @Override
    default void enlist(Choice.Branch branch) {
      source().enlist(branch);
    }

    @Override
    default void leave(Choice.Branch branch) {
      source().leave(source().waiting, branch);
    }

    @Override
    default String what() {
      return source().what();
    }

    @Override
    default List<TaskId> heldUpBy() {
      return source().heldUpBy();
    }
  }

  /** Guarded by the lock. */
  final WaitList waiting = new WaitList();

  Source(Region owner, String what, String name) {
    super(owner, what, name);
  }

  /** What they wait for, for reports. */
  abstract String what();

  /** Whom they wait for. */
  abstract List<TaskId> heldUpBy();

  /** With which end somebody waits. */
  static End endOf(Waiter waiter) {
    return waiter instanceof Listener listener
        ? listener.end
        : ((Tap<?>) ((Choice.Branch) waiter).offer()).end();
  }

  /** Waits until something is there, or nothing more can come: {@link #isClosed}. */
  final Object await(TaskRecord task, End end, OpKind kind) {
    Waiter waiter = new Listener(task, end);
    enlist(waiter);
    return await(waiter, waiting, kind, what(), this::heldUpBy);
  }

  private void enlist(Waiter waiter) {
    lock().lock();
    try {
      waiting.add(waiter);
      settle();
    } finally {
      lock().unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // CLOSED is that object
  static boolean isClosed(Object gift) {
    return gift == CLOSED;
  }
}
