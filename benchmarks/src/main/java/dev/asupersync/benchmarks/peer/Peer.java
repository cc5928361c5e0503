package dev.asupersync.benchmarks.peer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * One way to pass messages between tasks. Each method runs its own tasks, gives each what it needs, and returns the
 * sum of what was received. A capacity of 0 is a rendezvous.
 */
public interface Peer extends AutoCloseable {

  Integer MESSAGE = 42;

  /** So many senders share the messages; one task receives them all. */
  long fanIn(int senders, int capacity, int messages);

  /** A task sends the first, each of {@code tasks} passes on what the one before it sent, the caller's sums. */
  long chain(int tasks, int capacity, int messages);

  /** Two senders on a channel each; one task receives from whichever has something. */
  long select(int capacity, int messages);

  /** One task sends a message and receives it, again and again. */
  long alone(int capacity, int messages);

  /** The same in two phases, where there are two. */
  default long aloneInTwoPhases(int capacity, int messages) {
    throw new UnsupportedOperationException(this + " has no reservations");
  }

  @Override
  default void close() {}

  static Peer named(String name) {
    return switch (name) {
      case "asupersync" -> new OwnChannels();
      case "Jox" -> new JoxChannels();
      case "kotlinx" -> new KotlinxChannels();
      case "ArrayBlockingQueue" -> new Queues(ArrayBlockingQueue::new);
      case "LinkedTransferQueue" -> new Queues(capacity ->
          capacity == 0 ? new TransferringQueue<>() : new LinkedTransferQueue<>());
      case "SynchronousQueue" -> new Queues(_ -> new SynchronousQueue<>());
      default -> throw new IllegalArgumentException("no peer is named " + name);
    };
  }
}
