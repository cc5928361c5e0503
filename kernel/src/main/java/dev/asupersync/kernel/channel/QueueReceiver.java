package dev.asupersync.kernel.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.TaskId;
import dev.asupersync.channel.Receiver;
import dev.asupersync.kernel.Choice;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.Offer;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.Ack;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A receiving end. */
final class QueueReceiver<T> extends End implements Receiver<T> {

  private final QueueChannel<T> channel;

  /** How many messages it has taken on approval; guarded by the lock of the channel. */
  int onApproval;

  QueueReceiver(QueueChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  private TaskRecord entering(Checkpoints cx, OpKind kind) {
    TaskRecord task = enter(cx, kind);
    task.pass();
    return task;
  }

  private @Nullable T nextOrNull(Checkpoints cx) {
    return nextOrNull(cx, OpKind.CHANNEL_TAKE);
  }

  private @Nullable T nextOrNull(Checkpoints cx, OpKind kind) {
    TaskRecord task = entering(cx, kind);
    T next = channel.recv(task, this, false);
    if (next == null) {
      task.throwIfCancelled();
    }
    return next;
  }

  @Override
  public T recv(Checkpoints cx) {
    T next = nextOrNull(cx);
    if (next == null) {
      throw channel.drained();
    }
    return next;
  }

  @Override
  public Ack<T> recvAck(Checkpoints cx) {
    TaskRecord task = entering(cx, OpKind.CHANNEL_RECV);
    task.checkReservable();
    T next = channel.recv(task, this, true);
    if (next == null) {
      task.throwIfCancelled();
      throw channel.drained();
    }
    MessageAck<T> ack = new MessageAck<>(channel, this, task, next);
    ack.reserved();
    return ack;
  }

  @Override
  public Optional<T> tryRecv(Checkpoints cx) {
    enter(cx, OpKind.CHANNEL_RECV);
    return Optional.ofNullable(channel.tryRecv(this));
  }

  @Override
  public List<T> recvMany(Checkpoints cx, int limit) {
    List<T> taken = new ArrayList<>();
    if (limit <= 0) {
      return taken;
    }
    T next = nextOrNull(cx, OpKind.CHANNEL_RECV);
    while (next != null) {
      taken.add(next);
      next = taken.size() < limit ? channel.tryRecv(this) : null;
    }
    return taken;
  }

  @Override
  public <X extends Exception> void forEach(Checkpoints cx, Handler<? super T, X> handler) throws X {
    for (T next = nextOrNull(cx); next != null; next = nextOrNull(cx)) {
      handler.handle(next);
    }
  }

  @Override
  public Iterable<T> iterable(Checkpoints cx) {
    return () -> new Messages(cx);
  }

  @Override
  public Stream<T> stream(Checkpoints cx) {
    return StreamSupport.stream(iterable(cx).spliterator(), false);
  }

  /** Looks one message ahead, and only when asked. */
  private final class Messages implements Iterator<T> {

    private final Checkpoints cx;
    private @Nullable T ahead;

    Messages(Checkpoints cx) {
      this.cx = cx;
    }

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = nextOrNull(cx);
      }
      return ahead != null;
    }

    @Override
    public T next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException("Nothing more will come on " + channel.subject() + ".");
      }
      T next = ahead;
      ahead = null;
      return next;
    }
  }

  @Override
  public <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then) {
    return new Receiving<>(this, then, null);
  }

  @Override
  public <R extends @Nullable Object> Case<R> onRecv(
      Function<? super T, ? extends R> then, Supplier<? extends R> whenClosed) {
    return new Receiving<>(this, then, whenClosed);
  }

  @Override
  public Receiver<T> own(Checkpoints cx) {
    enter(cx, OpKind.CHANNEL_OPEN);
    return this;
  }

  @Override
  public OpKind closeKind() {
    return OpKind.CHANNEL_STOP;
  }

  @Override
  protected void leave() {
    channel.closeReceiver(this);
  }

  /** The case of a message. */
  record Receiving<T, R extends @Nullable Object>(
      QueueReceiver<T> end, Function<? super T, ? extends R> then, @Nullable Supplier<? extends R> whenClosed)
      implements Offer<R> {

    @Override
    public void check(TaskRecord task) {
      end.admit(task);
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return end.channel.isReadyToReceive(end);
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return end.channel.takeOrClosed(end);
    }

    @Override
    public void enlist(Choice.Branch branch) {
      end.channel.enlist(branch, true);
    }

    @Override
    public void leave(Choice.Branch branch) {
      end.channel.leave(branch, true);
    }

    @Override
    @SuppressWarnings("unchecked") // only messages of the channel and CLOSED are given
    public R accept(TaskRecord task, Object gift) {
      if (!QueueChannel.isClosed(gift)) {
        return then.apply((T) gift);
      }
      task.throwIfCancelled();
      if (whenClosed == null) {
        throw end.channel.drained();
      }
      return whenClosed.get();
    }

    @Override
    public String what() {
      return "a message on " + end.channel.subject();
    }

    @Override
    public List<TaskId> heldUpBy() {
      return end.channel.sendingTasks();
    }
  }
}
