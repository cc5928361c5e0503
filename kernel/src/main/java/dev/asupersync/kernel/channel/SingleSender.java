package dev.asupersync.kernel.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.channel.OneshotSender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.OpKind;

/** The end of a oneshot that sends. */
final class SingleSender<T> extends End implements OneshotSender<T>, Outlet<T> {

  private final OneshotChannel<T> channel;
  private boolean used;

  SingleSender(OneshotChannel<T> channel) {
    super(channel);
    this.channel = channel;
  }

  @Override
  public Permit<T> reserve(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RESERVE);
    if (used) {
      throw new CxUsageException(
          ErrorCode.END_CLOSED, "The sender of " + channel.subject() + " was used before. It sends one message.");
    }
    try {
      task.pass();
    } catch (CancelledError told) {
      channel.senderGone();
      throw told;
    }
    task.checkReservable();
    if (channel.isReceiverGone()) {
      task.throwIfCancelled();
      throw channel.closedToSender();
    }
    used = true;
    SendPermit<T> permit = new SendPermit<>(this, task);
    permit.reserved();
    return permit;
  }

  @Override
  public void send(Checkpoints cx, T message) {
    reserve(cx).send(message);
  }

  @Override
  public boolean fill(T message) {
    return channel.fill(message);
  }

  @Override
  public void giveBack() {
    channel.senderGone();
  }

  @Override
  public String subject() {
    return channel.subject();
  }

  @Override
  public long number() {
    return channel.number();
  }

  /** After a message was sent, its receiver finds that first. A permit that is still held decides for itself. */
  @Override
  protected void leave() {
    if (!used) {
      channel.senderGone();
    }
  }
}
