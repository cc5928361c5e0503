package dev.asupersync.kernel.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.channel.BroadcastReceiver;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.LaggedException;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receiving end of a broadcast. */
final class Subscriber<T> extends End implements BroadcastReceiver<T> {

  private final BroadcastChannel<T> channel;

  /** The number of the message that it gets next; guarded by the lock of the channel. */
  long next;

  Subscriber(BroadcastChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  @Override
  public T recv(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RECV);
    task.pass();
    return accept(task, channel.recv(task, this));
  }

  @Override
  public Optional<T> tryRecv(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RECV);
    Object gift = channel.take(this);
    return gift == null || BroadcastChannel.isClosed(gift) ? Optional.empty() : Optional.of(accept(task, gift));
  }

  @SuppressWarnings("unchecked") // messages of the channel, gaps and CLOSED are given
  private T accept(TaskRecord task, Object gift) {
    if (BroadcastChannel.isClosed(gift)) {
      task.throwIfCancelled();
      throw new ChannelClosedException(
          "Nothing more will come on " + channel.subject() + ": its last sender is closed.");
    }
    if (gift instanceof BroadcastChannel.Gap(long missed)) {
      throw new LaggedException(channel.subject(), missed);
    }
    return (T) gift;
  }

  @Override
  public <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then) {
    return new Receiving<>(this, then);
  }

  @Override
  public BroadcastReceiver<T> fork(Checkpoints cx) {
    enter(cx, OpKind.CHANNEL_OPEN);
    return channel.fork(this);
  }

  @Override
  protected void leave() {
    channel.closeReceiver(this);
  }

  record Receiving<T, R extends @Nullable Object>(Subscriber<T> end, Function<? super T, ? extends R> then)
      implements Source.Tap<R> {

    @Override
    public Source source() {
      return end.channel;
    }

    @Override
    public void check(TaskRecord task) {
      end.admit(task);
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return end.channel.isReady(end);
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return end.channel.take(end);
    }

    @Override
    public R accept(TaskRecord task, Object gift) {
      return then.apply(end.accept(task, gift));
    }
  }
}
