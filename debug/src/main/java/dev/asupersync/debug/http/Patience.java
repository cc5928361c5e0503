package dev.asupersync.debug.http;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs each request on a thread of its own, so many at once, and waits for its client so long: to say what it wants,
 * and to take each part of the answer. The thread of a client that is late is interrupted, which closes its channel.
 * A request too many is rejected, upon which the server closes the connection.
 */
final class Patience implements Executor, AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Duration patience;
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor clock;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Future<?>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong served = new AtomicLong();

  Patience(ServerLimits limits) {
    this.patience = limits.patience();
    this.places = new Semaphore(limits.requests());
    this.clock = new ScheduledThreadPoolExecutor(1,
        Thread.ofPlatform().daemon().name("asupersync-debug-clock").factory());
    clock.setRemoveOnCancelPolicy(true);
    clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // closed meanwhile
  }

  @Override
  public void execute(Runnable request) {
    if (!places.tryAcquire()) {
      throw new RejectedExecutionException("too many requests at once");
    }
    Thread thread = Thread.ofPlatform().daemon().name("asupersync-debug-" + served.incrementAndGet())
        .unstarted(() -> serve(request));
    threads.add(thread);
    thread.start();
  }

  private void serve(Runnable request) {
    try {
      expect();
      request.run();
    } finally {
      relax();
      threads.remove(Thread.currentThread());
      places.release();
    }
  }

  /** From now on the client of this thread's request must be quick. */
  void expect() {
    Thread client = Thread.currentThread();
    Future<?> before = waiting.put(client,
        clock.schedule(client::interrupt, patience.toNanos(), TimeUnit.NANOSECONDS));
    if (before != null) {
      before.cancel(false);
    }
  }

  /** It is not the client now that takes its time. */
  void relax() {
    Future<?> before = waiting.remove(Thread.currentThread());
    if (before != null) {
      before.cancel(false);
    }
  }

  /** Waits for those that are being served, who have lost their channels already: 2 s at most for each. */
  @Override
  public void close() {
    try {
      for (Thread thread : threads) {
        thread.join(FAREWELL);
      }
      clock.shutdownNow();
      clock.awaitTermination(FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      clock.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
