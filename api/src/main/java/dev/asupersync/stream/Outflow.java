package dev.asupersync.stream;

import dev.asupersync.Cx;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.error.CancelledError;
import dev.asupersync.obligation.Ack;
import dev.asupersync.sync.Notify;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Delivers to one subscriber what it asks for. Whoever changes something here wakes the task that delivers. */
final class Outflow<T> implements Flow.Publisher<T>, Flow.Subscription {

  private final Notify changed;
  private final AtomicReference<Flow.@Nullable Subscriber<? super T>> subscriber = new AtomicReference<>();
  private final AtomicLong demand = new AtomicLong();
  private volatile boolean cancelled;
  private volatile @Nullable Throwable wrong;

  Outflow(Notify changed) {
    this.changed = changed;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> wanted) {
    if (!subscriber.compareAndSet(null, wanted)) {
      wanted.onSubscribe(Nothing.ASKED);
      wanted.onError(new IllegalStateException(
          "This publisher has a subscriber already. Use a Broadcast where several shall get everything."));
      return;
    }
    changed.notifyOne();
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      wrong = new IllegalArgumentException("request(" + n + "): a subscriber asks for 1 or more.");
    } else {
      demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
    }
    changed.notifyOne();
  }

  @Override
  public void cancel() {
    cancelled = true;
    changed.notifyOne();
  }

  void deliver(Cx cx, Receiver<T> from) {
    Flow.Subscriber<? super T> to = null;
    try (from) {
      from.own(cx);
      changed.waitUntil(cx, () -> subscriber.get() != null);
      to = Objects.requireNonNull(subscriber.get());
      to.onSubscribe(this);
      while (!cancelled && wrong == null) {
        changed.waitUntil(cx, () -> demand.get() > 0 || cancelled || wrong != null);
        if (demand.get() > 0 && !cancelled && wrong == null) {
          deliver(from.recvAck(cx), to);
        }
      }
      Throwable why = wrong;
      if (why != null && !cancelled) {
        to.onError(why);
      }
    } catch (ChannelClosedException drained) {
      if (to != null && !cancelled) {
        to.onComplete();
      }
    } catch (CancelledError told) {
      if (to != null && !cancelled) {
        to.onError(told);
      }
      throw told;
    }
  }

  /** One whose subscriber has left meanwhile goes back. */
  private void deliver(Ack<T> taken, Flow.Subscriber<? super T> to) {
    try (taken) {
      if (!cancelled) {
        taken.commit();
        demand.decrementAndGet();
        to.onNext(taken.message());
      }
    }
  }

  /** The subscription of one that gets nothing. */
  private enum Nothing implements Flow.Subscription {
    ASKED;

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
