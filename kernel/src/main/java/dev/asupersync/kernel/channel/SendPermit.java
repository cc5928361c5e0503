package dev.asupersync.kernel.channel;

import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.kernel.ObligationRecord;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.OpKind;
import java.util.Objects;

/**
 * A reserved slot of a outlet.
 *
 * <p>One that was closed goes back to the end that made it, for the next reservation of the same task, so that a
 * message costs no object. A stale reference can then only resolve the reservation that followed, which still is
 * resolved once, and the rightful second one is refused: nothing is lost or sent twice. Where it is recorded where
 * each was reserved, none is used again.
 *
 * <p>Rules: 7.1.6, 7.1.7.
 */
final class SendPermit<T> extends ObligationRecord implements Permit<T> {

  private final Outlet<T> outlet;
  private final TaskRecord owner;

  SendPermit(Outlet<T> outlet, TaskRecord holder) {
    super(holder, ObligationKind.SEND_PERMIT);
    this.outlet = outlet;
    this.owner = holder;
  }

  boolean isOf(TaskRecord task) {
    return task == owner;
  }

  void again() {
    reservedAgain();
  }

  @Override
  public void send(T message) {
    Objects.requireNonNull(message, "a channel carries no null");
    checkOpen("send");
    holder().schedulingPoint(OpKind.CHANNEL_SEND, outlet.number());
    if (outlet.fill(message)) {
      resolve(ObligationState.COMMITTED);
    } else {
      resolve(ObligationState.ABORTED);
      holder().innermost().throwIfCancelled();
      throw new ChannelClosedException(
          "The message could not be sent on " + outlet.subject()
              + ", because nobody will receive it. It stays with the caller.");
    }
  }

  @Override
  public void close() {
    super.close();
    if (isReusable() && holder() == owner && state() != ObligationState.RESERVED) {
      outlet.keep(this);
    }
  }

  @Override
  protected String subject() {
    return outlet.subject();
  }

  @Override
  protected long resource() {
    return outlet.number();
  }

  @Override
  protected void undo() {
    outlet.giveBack();
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.CHANNEL_ABORT;
  }
}
