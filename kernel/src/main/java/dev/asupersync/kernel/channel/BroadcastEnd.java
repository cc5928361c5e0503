package dev.asupersync.kernel.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.channel.BroadcastSender;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.ObligationRecord;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.BroadcastPermit;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import java.util.Objects;

/** A sending end of a broadcast. */
final class BroadcastEnd<T> extends End implements BroadcastSender<T> {

  private final BroadcastChannel<T> channel;

  BroadcastEnd(BroadcastChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  @Override
  public BroadcastPermit<T> reserve(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RESERVE);
    task.pass();
    task.checkReservable();
    if (!channel.hasSubscribers()) {
      task.throwIfCancelled();
      throw new ChannelClosedException(
          "Nothing can be sent on " + channel.subject() + ", because nobody subscribes. The message stays with the"
              + " caller.");
    }
    Ticket<T> permit = new Ticket<>(channel, task);
    permit.reserved();
    return permit;
  }

  @Override
  public int send(Checkpoints cx, T message) {
    return reserve(cx).send(message);
  }

  @Override
  protected void leave() {
    channel.closeSender(this);
  }

  /** The right to send once. It holds no place: the ring drops its oldest message for a new one. */
  private static final class Ticket<T> extends ObligationRecord implements BroadcastPermit<T> {

    private final BroadcastChannel<T> channel;

    Ticket(BroadcastChannel<T> channel, TaskRecord holder) {
      super(holder, ObligationKind.SEND_PERMIT);
      this.channel = channel;
    }

    @Override
    public int send(T message) {
      Objects.requireNonNull(message, "a broadcast carries no null");
      checkOpen("send");
      holder().schedulingPoint(OpKind.CHANNEL_SEND, channel.number());
      int listeners = channel.send(message);
      resolve(ObligationState.COMMITTED);
      return listeners;
    }

    @Override
    protected String subject() {
      return channel.subject();
    }

    @Override
    protected long resource() {
      return channel.number();
    }

    @Override
    protected void undo() {}

    @Override
    protected OpKind abortKind() {
      return OpKind.CHANNEL_ABORT;
    }
  }
}
