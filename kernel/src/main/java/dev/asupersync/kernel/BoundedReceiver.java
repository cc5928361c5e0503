package dev.asupersync.kernel;

import dev.asupersync.Checkpoints;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiving end. */
final class BoundedReceiver<T> extends ChannelEnd<T> implements Receiver<T> {

  BoundedReceiver(BoundedChannel<T> channel) {
    super(channel);
  }

  @Override
  public T recv(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.CHANNEL_RECV);
    task.points().pass();
    return channel().recv(task);
  }

  @Override
  public Optional<T> tryRecv(Checkpoints cx) {
    enter(cx, OpKind.CHANNEL_RECV);
    return Optional.ofNullable(channel().tryRecv());
  }

  @Override
  public List<T> recvMany(Checkpoints cx, int limit) {
    List<T> taken = new ArrayList<>();
    if (limit <= 0) {
      return taken;
    }
    T next = nextOrNull(cx);
    while (next != null) {
      taken.add(next);
      next = taken.size() < limit ? channel().tryRecv() : null;
    }
    return taken;
  }

  @Override
  public <X extends Exception> void forEach(Checkpoints cx, Handler<? super T, X> handler) throws X {
    for (T next = nextOrNull(cx); next != null; next = nextOrNull(cx)) {
      handler.handle(next);
    }
  }

  private @Nullable T nextOrNull(Checkpoints cx) {
    try {
      return recv(cx);
    } catch (ChannelClosedException drained) {
      return null;
    }
  }

  @Override
  void leave() {
    channel().closeReceiver(this);
  }
}
