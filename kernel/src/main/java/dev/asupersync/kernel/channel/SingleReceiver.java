package dev.asupersync.kernel.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.channel.OneshotReceiver;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The end of a oneshot that receives. */
final class SingleReceiver<T> extends End implements OneshotReceiver<T> {

  private final OneshotChannel<T> channel;
  private boolean received;

  SingleReceiver(OneshotChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  /** What is there comes before cancellation: nobody else could receive it. Rule: 7.2.3. */
  @Override
  public T recv(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RECV);
    if (received) {
      throw channel.closedToReceiver();
    }
    Object gift = channel.take();
    if (gift == null) {
      task.pass();
      gift = channel.await(task, this, OpKind.CHANNEL_RECV);
    }
    return accept(task, gift);
  }

  @SuppressWarnings("unchecked") // only the message and CLOSED are given
  private T accept(TaskRecord task, Object gift) {
    if (OneshotChannel.isClosed(gift)) {
      task.throwIfCancelled();
      throw channel.closedToReceiver();
    }
    received = true;
    return (T) gift;
  }

  @Override
  public Optional<T> tryRecv(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RECV);
    Object gift = received ? null : channel.take();
    return gift == null || OneshotChannel.isClosed(gift) ? Optional.empty() : Optional.of(accept(task, gift));
  }

  @Override
  public <R extends @Nullable Object> Case<R> onRecv(Function<? super T, ? extends R> then) {
    return new Receiving<>(this, then);
  }

  @Override
  protected void leave() {
    channel.receiverGone();
  }

  private record Receiving<T, R extends @Nullable Object>(
      SingleReceiver<T> end, Function<? super T, ? extends R> then) implements Source.Tap<R> {

    @Override
    public Source source() {
      return end.channel;
    }

    @Override
    public void check(TaskRecord task) {
      end.admit(task);
      if (end.received) {
        throw end.channel.closedToReceiver();
      }
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return end.channel.isReady();
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return end.channel.take();
    }

    @Override
    public R accept(TaskRecord task, Object gift) {
      return then.apply(end.accept(task, gift));
    }
  }
}
