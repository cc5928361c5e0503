package dev.asupersync.kernel;

import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.OpKind;
import java.util.Objects;

/** A reserved slot of a channel. Rules: 7.1.6, 7.1.7. */
final class SendPermit<T> extends ObligationRecord implements Permit<T> {

  private final BoundedChannel<T> channel;

  SendPermit(BoundedChannel<T> channel, TaskRecord holder) {
    super(holder, ObligationKind.SEND_PERMIT);
    this.channel = channel;
  }

  @Override
  public void send(T message) {
    Objects.requireNonNull(message, "a channel carries no null");
    checkOpen("send");
    holder().schedulingPoint(OpKind.CHANNEL_SEND, channel.number());
    if (channel.fill(message)) {
      resolve(ObligationState.COMMITTED);
    } else {
      resolve(ObligationState.ABORTED);
      holder().innermost().points().throwIfCancelled();
      throw new ChannelClosedException(
          "The message could not be sent on " + channel.subject()
              + ", because nobody will receive it. It stays with the caller.");
    }
  }

  @Override
  String subject() {
    return channel.subject();
  }

  @Override
  long resource() {
    return channel.number();
  }

  @Override
  void undo() {
    channel.giveBack();
  }

  @Override
  OpKind abortKind() {
    return OpKind.CHANNEL_ABORT;
  }
}
