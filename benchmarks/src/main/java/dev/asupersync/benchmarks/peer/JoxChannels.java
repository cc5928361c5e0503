package dev.asupersync.benchmarks.peer;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;

/** Jox channels, between virtual threads. */
final class JoxChannels implements Peer {

  private static Channel<Integer> open(int capacity) {
    return capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity);
  }

  @Override
  public long fanIn(int senders, int capacity, int messages) {
    Channel<Integer> channel = open(capacity);
    long[] sum = new long[1];
    VirtualThreads threads = new VirtualThreads();
    for (int s = 0; s < senders; s++) {
      threads.start(() -> send(channel, messages / senders));
    }
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        sum[0] += channel.receive();
      }
    });
    threads.join();
    return sum[0];
  }

  private static void send(Channel<Integer> channel, int messages) throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      channel.send(MESSAGE);
    }
  }

  @Override
  public long chain(int tasks, int capacity, int messages) {
    VirtualThreads threads = new VirtualThreads();
    Channel<Integer> first = open(capacity);
    Channel<Integer> last = first;
    for (int t = 0; t < tasks; t++) {
      Channel<Integer> from = last;
      Channel<Integer> to = open(capacity);
      threads.start(() -> {
        for (int i = 0; i < messages; i++) {
          to.send(from.receive());
        }
      });
      last = to;
    }
    Channel<Integer> end = last;
    long[] sum = new long[1];
    threads.start(() -> send(first, messages));
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        sum[0] += end.receive();
      }
    });
    threads.join();
    return sum[0];
  }

  @Override
  public long select(int capacity, int messages) {
    Channel<Integer> one = open(capacity);
    Channel<Integer> other = open(capacity);
    long[] sum = new long[1];
    VirtualThreads threads = new VirtualThreads();
    threads.start(() -> send(one, messages / 2));
    threads.start(() -> send(other, messages / 2));
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        sum[0] += Select.select(one.receiveClause(), other.receiveClause());
      }
    });
    threads.join();
    return sum[0];
  }

  @Override
  public long alone(int capacity, int messages) {
    Channel<Integer> channel = open(capacity);
    long[] sum = new long[1];
    VirtualThreads threads = new VirtualThreads();
    threads.start(() -> {
      for (int i = 0; i < messages; i++) {
        channel.send(MESSAGE);
        sum[0] += channel.receive();
      }
    });
    threads.join();
    return sum[0];
  }
}
