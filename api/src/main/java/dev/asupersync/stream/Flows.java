package dev.asupersync.stream;

import dev.asupersync.Scope;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.sync.Notify;
import java.util.concurrent.Flow;

/** Channels as reactive streams, and reactive streams as channels, with demand on both sides. */
public final class Flows {

  private Flows() {}

  /**
   * A publisher of what {@code from} receives, for one subscriber; a second one gets an
   * {@code IllegalStateException}. It takes a message only when one was asked for, so nothing is lost with a
   * subscription that ends: what was not delivered is still in the channel. It completes when the channel is drained
   * or closed.
   *
   * <p>Cancellation: a task of {@code scope} delivers. Cancelled, it ends the stream with {@code CancelledError}.
   * Threads: subscribe, request and cancel from any; the subscriber is called on that task's strand.
   */
  public static <T> Flow.Publisher<T> publisher(Scope<?> scope, Receiver<T> from) {
    Outflow<T> outflow = new Outflow<>(scope.open(Notify.create()));
    scope.launch(cx -> outflow.deliver(cx, from));
    return outflow;
  }

  /**
   * What {@code publisher} publishes, as a receiver. At most {@code capacity} are asked for ahead of what was
   * received. When the publisher completes, the receiver is drained and then closed.
   *
   * <p>Cancellation: a task of {@code scope} takes over what comes; cancelled, or when nobody receives any more, it
   * cancels the subscription. Errors: one that the publisher signals is a panic of that task, and so of the region.
   */
  public static <T> Receiver<T> receiver(Scope<?> scope, Flow.Publisher<T> publisher, int capacity) {
    Channel<T> channel = scope.open(Channel.bounded(capacity));
    Receiver<T> receiver = channel.receiver();
    Sender<T> sender = channel.sender();
    Inflow<T> inflow = new Inflow<>(scope.open(Notify.create()), capacity);
    publisher.subscribe(inflow);
    scope.launch(cx -> inflow.pass(cx, sender));
    return receiver;
  }
}
