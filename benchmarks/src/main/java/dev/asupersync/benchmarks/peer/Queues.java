package dev.asupersync.benchmarks.peer;

import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;

/** A queue of {@code java.util.concurrent}, between virtual threads. */
final class Queues implements Peer {

  private final IntFunction<BlockingQueue<Integer>> ofCapacity;

  Queues(IntFunction<BlockingQueue<Integer>> ofCapacity) {
    this.ofCapacity = ofCapacity;
  }

  @Override
  public long fanIn(int senders, int capacity, int messages) {
    BlockingQueue<Integer> queue = ofCapacity.apply(capacity);
    long[] sum = new long[1];
    VirtualThreads threads = new VirtualThreads();
    for (int s = 0; s < senders; s++) {
      threads.start(() -> {
        for (int i = 0; i < messages / senders; i++) {
          queue.put(MESSAGE);
        }
      });
    }
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        sum[0] += queue.take();
      }
    });
    threads.join();
    return sum[0];
  }

  @Override
  public long chain(int tasks, int capacity, int messages) {
    VirtualThreads threads = new VirtualThreads();
    BlockingQueue<Integer> first = ofCapacity.apply(capacity);
    BlockingQueue<Integer> last = first;
    for (int t = 0; t < tasks; t++) {
      BlockingQueue<Integer> from = last;
      BlockingQueue<Integer> to = ofCapacity.apply(capacity);
      threads.start(() -> {
        for (int i = 0; i < messages; i++) {
          to.put(from.take());
        }
      });
      last = to;
    }
    BlockingQueue<Integer> end = last;
    long[] sum = new long[1];
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        first.put(MESSAGE);
      }
    });
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        sum[0] += end.take();
      }
    });
    threads.join();
    return sum[0];
  }

  @Override
  public long select(int capacity, int messages) {
    throw new UnsupportedOperationException("queues have no select");
  }

  @Override
  public long alone(int capacity, int messages) {
    BlockingQueue<Integer> queue = ofCapacity.apply(capacity);
    long[] sum = new long[1];
    VirtualThreads threads = new VirtualThreads();
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        queue.put(MESSAGE);
        sum[0] += queue.take();
      }
    });
    threads.join();
    return sum[0];
  }
}
