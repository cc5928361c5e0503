package dev.asupersync.kernel.channel;

import dev.asupersync.kernel.ObligationRecord;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.Ack;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;

/** A message that was received on approval. Rule: 7.5.3. */
final class MessageAck<T> extends ObligationRecord implements Ack<T> {

  private final QueueChannel<T> channel;
  private final QueueReceiver<T> end;
  private final T message;

  MessageAck(QueueChannel<T> channel, QueueReceiver<T> end, TaskRecord holder, T message) {
    super(holder, ObligationKind.ACK);
    this.channel = channel;
    this.end = end;
    this.message = message;
  }

  @Override
  public T message() {
    return message;
  }

  @Override
  public void commit() {
    checkOpen("commit");
    holder().schedulingPoint(OpKind.CHANNEL_ACK, channel.number());
    resolve(ObligationState.COMMITTED);
    channel.approved(end, null);
  }

  @Override
  public void nack() {
    abort();
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
  protected void undo() {
    channel.approved(end, message);
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.CHANNEL_NACK;
  }
}
