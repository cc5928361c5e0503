package dev.asupersync.kernel;

import dev.asupersync.Checkpoints;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.OpKind;
import java.util.Optional;

/** A sending end. */
final class BoundedSender<T> extends ChannelEnd<T> implements Sender<T> {

  BoundedSender(BoundedChannel<T> channel) {
    super(channel);
  }

  @Override
  public Permit<T> reserve(Checkpoints cx) {
    return slot(cx);
  }

  private SendPermit<T> slot(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RESERVE);
    task.points().pass();
    SendPermit<T> permit = channel().reserve(task);
    permit.reserved();
    return permit;
  }

  @Override
  public Optional<Permit<T>> tryReserve(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RESERVE);
    task.points().pass();
    Optional<SendPermit<T>> permit = channel().tryReserve(task);
    permit.ifPresent(SendPermit::reserved);
    return permit.map(p -> p);
  }

  @Override
  public void send(Checkpoints cx, T message) {
    slot(cx).send(message);
  }

  @Override
  void leave() {
    channel().closeSender(this);
  }
}
