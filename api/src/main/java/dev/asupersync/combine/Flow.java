package dev.asupersync.combine;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.obligation.Permit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline at work: one task for each stage, joined by channels. The ends of a task's channels close with
 * it, which tells the next stage that everything has come, and the one before that nothing is wanted any
 * more.
 */
final class Flow<E extends Exception> {

  private final Scope<E> scope;
  private final int capacity;
  private final List<TaskHandle<@Nullable Void, E>> tasks = new ArrayList<>();
  private @Nullable Receiver<Object> last;

  Flow(Scope<E> scope, int capacity) {
    this.scope = scope;
    this.capacity = capacity;
  }

  void from(Iterable<?> inputs) {
    Sender<Object> to = next();
    tasks.add(scope.launch(c -> {
      try (to) {
        for (Object input : inputs) {
          send(reserve(c, to), input);
        }
      }
    }));
  }

  void through(Stage<Object, Object, E> stage) {
    Receiver<Object> from = last();
    Sender<Object> to = next();
    tasks.add(scope.launch(c -> {
      try (from; to) {
        from.forEach(c, value -> {
          try (Permit<Object> place = reserve(c, to)) {
            send(place, stage.run(c, value));
          }
        });
      }
    }));
  }

  /** Takes everything out at the end. Returns how much it was, when every stage has ended well. */
  long into(Stage<Object, Object, E> sink) throws E {
    long taken = 0;
    try (Receiver<Object> from = last()) {
      Cx cx = scope.cx();
      for (List<Object> some = from.recvMany(cx, 1); !some.isEmpty(); some = from.recvMany(cx, 1)) {
        sink.run(cx, some.getFirst());
        taken++;
      }
    }
    // From the last to the first: a stage whose results nobody wanted ends because of a later one.
    for (TaskHandle<@Nullable Void, E> task : tasks.reversed()) {
      task.join().orThrow();
    }
    return taken;
  }

  private Receiver<Object> last() {
    Receiver<Object> receiver = last;
    if (receiver == null) {
      throw new IllegalStateException("a flow without a source");
    }
    return receiver;
  }

  private Sender<Object> next() {
    Channel<Object> channel = scope.open(Channel.bounded(capacity));
    last = channel.receiver();
    return channel.sender();
  }

  private static Permit<Object> reserve(Cx cx, Sender<Object> to) {
    try {
      return to.reserve(cx);
    } catch (ChannelClosedException gone) {
      throw unwanted();
    }
  }

  /** The next stage may also end between the reservation and the message. */
  private static void send(Permit<Object> place, Object message) {
    try {
      place.send(message);
    } catch (ChannelClosedException gone) {
      throw unwanted();
    }
  }

  private static CancelledError unwanted() {
    return new CancelledError(
        CancelReason.of(CancelKind.RESOURCE_UNAVAILABLE).withMessage("the next stage has ended"));
  }
}
