package dev.asupersync.kernel;

import dev.asupersync.CancelReason;
import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskId;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task as others see it. */
final class Handle<T extends @Nullable Object, E extends Exception> implements TaskHandle<T, E>, Wait.Subject {

  private final TaskRecord task;
  private final TaskRecord owner;

  Handle(TaskRecord task, TaskRecord owner) {
    this.task = task;
    this.owner = owner;
  }

  /** The task behind a handle; a mock is refused. */
  static TaskRecord taskOf(TaskHandle<?, ?> handle) {
    if (handle instanceof Handle<?, ?> known) {
      return known.task;
    }
    throw new CxUsageException(
        ErrorCode.FOREIGN_CX,
        "A " + handle.getClass().getName() + " is a mock or a wrapper, and stands for no task. Hand in what spawn"
            + " returned, or run the test in the lab.");
  }

  @Override
  public Outcome<T, E> join() {
    return join(owner.enter(OpKind.JOIN, task.id().value()));
  }

  @Override
  public Outcome<T, E> join(Checkpoints cx) {
    return join(TaskCx.of(cx).enter(OpKind.JOIN, task.id().value()));
  }

  private Outcome<T, E> join(TaskRecord joiner) {
    refuseSelf(joiner);
    Outcome<T, E> ready = outcome();
    if (ready != null) {
      return given(ready);
    }
    Waiter waiter = new Waiter(joiner);
    enlist(waiter);
    waiter.await(
        OpKind.JOIN, task.id().value(), Waiter.Patience.UNTIL_CLEANUP_ENDS, this, () -> leave(waiter));
    return given(Objects.requireNonNull(outcome()));
  }

  /** Somebody learns of it here. */
  private Outcome<T, E> given(Outcome<T, E> outcome) {
    Observers observers = task.kernel().observers();
    if (observers.want(Hook.JOINED)) {
      observers.joined(task.id());
    }
    return outcome;
  }

  private void refuseSelf(TaskRecord joiner) {
    if (joiner.base() == task) {
      throw new CxUsageException(
          ErrorCode.SELF_JOIN,
          task.label() + " tried to join itself, and would wait for ever. Join it from another task.");
    }
  }

  private void enlist(Waiter waiter) {
    Region region = task.region();
    region.lock().lock();
    try {
      if (task.handleOutcome() == null) {
        task.addJoiner(waiter);
      } else {
        waiter.grant();
      }
    } finally {
      region.lock().unlock();
    }
  }

  @Override
  public <R extends @Nullable Object> Case<R> onJoin(Function<? super Outcome<T, E>, ? extends R> then) {
    return new Ended<>(this, then);
  }

  /** The case of a handle: its task has ended. */
  private record Ended<T extends @Nullable Object, E extends Exception, R extends @Nullable Object>(
      Handle<T, E> handle, Function<? super Outcome<T, E>, ? extends R> then) implements Offer<R> {

    @Override
    public void check(TaskRecord task) {
      handle.refuseSelf(task);
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return handle.outcome() != null;
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return handle.outcome();
    }

    @Override
    public void enlist(Choice.Branch branch) {
      handle.enlist(branch);
    }

    @Override
    public void leave(Choice.Branch branch) {
      handle.leave(branch);
    }

    @Override
    public R accept(TaskRecord task, Object gift) {
      return then.apply(handle.given(Objects.requireNonNull(handle.outcome())));
    }

    @Override
    public String what() {
      return handle.what();
    }

    @Override
    public List<TaskId> heldUpBy() {
      return handle.heldUpBy();
    }
  }

  private void leave(Waiter waiter) {
    task.region().lock().lock();
    try {
      task.removeJoiner(waiter);
    } finally {
      task.region().lock().unlock();
    }
  }

  @SuppressWarnings("unchecked") // the task was spawned with a body of T in a region of E
  private @Nullable Outcome<T, E> outcome() {
    return (Outcome<T, E>) task.handleOutcome();
  }

  @Override
  public Optional<Outcome<T, E>> tryJoin() {
    return Optional.ofNullable(outcome()).map(this::given);
  }

  @Override
  public void cancel(CancelReason reason) {
    if (owner.recordOutcome() == null && owner.requireStrand().isCurrent()) {
      owner.innermost().schedulingPoint(OpKind.TASK_CANCEL, task.id().value());
    }
    Cancellation.cancel(task, Cancellation.stamped(reason, task.region()));
  }

  @Override
  public TaskId id() {
    return task.id();
  }

  @Override
  public String name() {
    return task.spec().name();
  }

  @Override
  public String what() {
    return "join of " + task.label();
  }

  @Override
  public List<TaskId> heldUpBy() {
    return List.of(task.id());
  }

  @Override
  public String toString() {
    return "handle of " + task.label();
  }
}
