package dev.asupersync.stream;

import dev.asupersync.Cx;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.PanicError;
import dev.asupersync.sync.Notify;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a publisher calls on threads of its own, and passes it on in a task. There is never more here than was
 * asked for, because the next is asked for when one has been passed on.
 */
final class Inflow<T> implements Flow.Subscriber<T> {

  private final Notify changed;
  private final int ahead;
  private final Queue<T> arrived = new ConcurrentLinkedQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable Throwable failure;
  private volatile boolean complete;

  Inflow(Notify changed, int ahead) {
    this.changed = changed;
    this.ahead = ahead;
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    if (subscription != null) {
      made.cancel();
      return;
    }
    subscription = made;
    made.request(ahead);
  }

  @Override
  public void onNext(T item) {
    arrived.add(item);
    changed.notifyOne();
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
    changed.notifyOne();
  }

  @Override
  public void onComplete() {
    complete = true;
    changed.notifyOne();
  }

  void pass(Cx cx, Sender<T> to) {
    try (to) {
      to.own(cx);
      while (true) {
        changed.waitUntil(cx, () -> !arrived.isEmpty() || complete || failure != null);
        T next = arrived.peek();
        if (next == null) {
          break;
        }
        to.send(cx, next);
        arrived.remove();
        ask();
      }
    } catch (ChannelClosedException nobodyReceives) {
      return;
    } finally {
      end();
    }
    Throwable why = failure;
    if (why != null) {
      throw new PanicError(why);
    }
  }

  private void ask() {
    Flow.Subscription made = subscription;
    if (made != null && !complete) {
      made.request(1);
    }
  }

  private void end() {
    Flow.Subscription made = subscription;
    if (made != null && !complete && failure == null) {
      made.cancel();
    }
  }
}
