package dev.asupersync.kernel.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Choice;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.Offer;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.OpKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sending end. */
final class QueueSender<T> extends End implements Sender<T>, Outlet<T> {

  private final QueueChannel<T> channel;

  /** A permit that was closed, to be used again. */
  private @Nullable SendPermit<T> spare;

  QueueSender(QueueChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  private TaskRecord entering(Checkpoints cx, OpKind kind) {
    TaskRecord task = enter(cx, kind);
    task.pass();
    task.checkReservable();
    return task;
  }

  @Override
  public Permit<T> reserve(Checkpoints cx) {
    TaskRecord task = entering(cx, OpKind.CHANNEL_RESERVE);
    channel.reserve(task);
    return permit(task);
  }

  private SendPermit<T> permit(TaskRecord task) {
    SendPermit<T> old = spare;
    if (old != null && old.isOf(task)) {
      spare = null;
      old.again();
      return old;
    }
    SendPermit<T> fresh = new SendPermit<>(this, task);
    fresh.reserved();
    return fresh;
  }

  @Override
  public void keep(SendPermit<T> closed) {
    spare = closed;
  }

  @Override
  public boolean fill(T message) {
    return channel.fill(message);
  }

  @Override
  public void giveBack() {
    channel.giveBack();
  }

  @Override
  public String subject() {
    return channel.subject();
  }

  @Override
  public long number() {
    return channel.number();
  }

  @Override
  public Optional<Permit<T>> tryReserve(Checkpoints cx) {
    TaskRecord task = entering(cx, OpKind.CHANNEL_TRY);
    return channel.tryReserve(task) ? Optional.of(permit(task)) : Optional.empty();
  }

  @Override
  public void send(Checkpoints cx, T message) {
    Objects.requireNonNull(message, "a channel carries no null");
    channel.send(entering(cx, OpKind.CHANNEL_PUT), message);
  }

  @Override
  public boolean trySend(Checkpoints cx, T message) {
    Objects.requireNonNull(message, "a channel carries no null");
    return channel.trySend(entering(cx, OpKind.CHANNEL_TRY), message);
  }

  @Override
  public Optional<T> sendEvictingOldest(Checkpoints cx, T message) {
    Objects.requireNonNull(message, "a channel carries no null");
    return channel.sendEvictingOldest(entering(cx, OpKind.CHANNEL_TRY), message);
  }

  @Override
  public <R extends @Nullable Object> Case<R> onReserve(Function<? super Permit<T>, ? extends R> then) {
    return new Reserving<>(this, then);
  }

  @Override
  public Sender<T> own(Checkpoints cx) {
    enter(cx, OpKind.CHANNEL_OPEN);
    return this;
  }

  @Override
  public OpKind closeKind() {
    return OpKind.CHANNEL_END;
  }

  @Override
  protected void leave() {
    channel.closeSender(this);
  }

  /** The case of a slot. */
  private record Reserving<T, R extends @Nullable Object>(
      QueueSender<T> end, Function<? super Permit<T>, ? extends R> then) implements Offer<R> {

    @Override
    public void check(TaskRecord task) {
      end.admit(task);
      task.checkReservable();
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return end.channel.isReadyToReserve();
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return end.channel.takeSlotOrClosed();
    }

    @Override
    public void enlist(Choice.Branch branch) {
      end.channel.enlist(branch, false);
    }

    @Override
    public void leave(Choice.Branch branch) {
      end.channel.leave(branch, false);
    }

    @Override
    public R accept(TaskRecord task, Object gift) {
      if (QueueChannel.isClosed(gift)) {
        task.throwIfCancelled();
        throw end.channel.closedToSenders();
      }
      return then.apply(end.permit(task));
    }

    @Override
    public String what() {
      return "a free slot of " + end.channel.subject();
    }

    @Override
    public List<TaskId> heldUpBy() {
      return end.channel.receivingTasks();
    }
  }
}
