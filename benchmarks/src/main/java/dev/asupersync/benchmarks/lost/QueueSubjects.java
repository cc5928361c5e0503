package dev.asupersync.benchmarks.lost;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queues of {@code java.util.concurrent}. */
final class QueueSubjects {

  private QueueSubjects() {}

  static List<Subject> all() {
    return List.of(
        interrupted("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1)),
        interrupted("LinkedBlockingQueue", LinkedBlockingQueue::new),
        interrupted("LinkedTransferQueue", LinkedTransferQueue::new),
        interrupted("SynchronousQueue", SynchronousQueue::new),
        inFuture("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1)),
        inFuture("LinkedBlockingQueue", LinkedBlockingQueue::new),
        inFuture("LinkedTransferQueue", LinkedTransferQueue::new),
        inFuture("SynchronousQueue", SynchronousQueue::new),
        polled("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1)));
  }

  private static Subject interrupted(String queue, Supplier<BlockingQueue<Integer>> fresh) {
    return new Subject(queue + ".take(), interrupt", false, race -> interruptTake(fresh.get(), race));
  }

  private static Subject inFuture(String queue, Supplier<BlockingQueue<Integer>> fresh) {
    return new Subject(queue + ".poll(1 s) in a Future, cancel(true)", false, race -> cancelPoll(fresh.get(), race));
  }

  private static Subject polled(String queue, Supplier<BlockingQueue<Integer>> fresh) {
    return new Subject(queue + ".poll(1 ms)", true, race -> timedPoll(fresh.get(), race));
  }

  private static Place interruptTake(BlockingQueue<Integer> queue, Race race) throws InterruptedException {
    AtomicBoolean waiting = new AtomicBoolean();
    @Nullable Integer[] received = new Integer[1];
    Thread receiver = Thread.ofVirtual().start(() -> {
      waiting.set(true);
      try {
        received[0] = queue.take();
      } catch (InterruptedException cancelled) {
        // That is what is asked for.
      }
    });
    boolean accepted = race.run(waiting, () -> queue.offer(1), receiver::interrupt);
    receiver.join();
    return Place.of(received[0], queue.poll() != null, accepted);
  }

  /** Who asked has only the future, as with any executor. */
  private static Place cancelPoll(BlockingQueue<Integer> queue, Race race) throws Exception {
    AtomicBoolean waiting = new AtomicBoolean();
    FutureTask<Integer> future = new FutureTask<>(() -> {
      waiting.set(true);
      return queue.poll(1, TimeUnit.SECONDS);
    });
    Thread receiver = Thread.ofVirtual().start(future);
    boolean accepted = race.run(waiting, () -> queue.offer(1), () -> future.cancel(true));
    receiver.join();
    return Place.of(resultOf(future), queue.poll() != null, accepted);
  }

  private static @Nullable Integer resultOf(FutureTask<Integer> future) throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException | ExecutionException cancelled) {
      return null;
    }
  }

  private static Place timedPoll(BlockingQueue<Integer> queue, Race race) throws InterruptedException {
    AtomicBoolean waiting = new AtomicBoolean();
    @Nullable Integer[] received = new Integer[1];
    Thread receiver = Thread.ofVirtual().start(() -> {
      waiting.set(true);
      try {
        received[0] = queue.poll(Race.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    boolean accepted = race.runTimed(waiting, () -> queue.offer(1));
    receiver.join();
    return Place.of(received[0], queue.poll() != null, accepted);
  }
}
