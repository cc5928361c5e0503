package dev.asupersync.lab.explore;

import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RunLoop;
import dev.asupersync.lab.ScheduleStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the runs of a round at the same time, each in a world of its own. Those of the first round are watched: a task
 * that blocks where the lab does not see it is found there. The others do without, because that costs half of the time.
 */
final class Crew<T extends @Nullable Object, E extends Exception> implements AutoCloseable {

  /** One run: what came of it, of which class it was, who chose, and among how many strands. */
  record Ran(LabReport<?, ?> report, ScheduleClass schedule, String strategy, int strands) {}

  private final List<LabRuntime> quick = new ArrayList<>();
  private List<LabRuntime> labs = new ArrayList<>();
  private final int threads;
  private boolean watched = true;
  private ExecutorService others;
  private final Class<E> errorType;
  private final Task<T, E> program;

  Crew(LabConfig config, int threads, Class<E> errorType, Task<T, E> program) {
    for (int i = 0; i < threads; i++) {
      labs.add(LabRuntime.create(config).unrecorded());
      quick.add(LabRuntime.create(config.stuckLimit(Duration.ZERO)).unrecorded());
    }
    this.threads = threads;
    this.others = others(Thread.ofPlatform().daemon().name("explorer-", 1).factory());
    this.errorType = errorType;
    this.program = program;
  }

  private ExecutorService others(ThreadFactory factory) {
    return Executors.newFixedThreadPool(Math.max(1, threads - 1), factory);
  }

  /**
   * Makes the runs, up to the first that {@code isLast} or to the deadline.
   *
   * @return in the order of the strategies; null for one that was not run
   */
  @Nullable Ran[] run(List<? extends ScheduleStrategy> strategies, Predicate<LabReport<?, ?>> isLast, long deadline) {
    @Nullable Ran[] ran = new Ran[strategies.size()];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger end = new AtomicInteger(strategies.size());
    List<Future<?>> working = new ArrayList<>();
    if (threads > 1 && strategies.size() > 1) {
      for (LabRuntime lab : labs.subList(1, labs.size())) {
        working.add(others.submit(() -> work(lab, strategies, ran, next, end, isLast, deadline)));
      }
    }
    work(labs.getFirst(), strategies, ran, next, end, isLast, deadline);
    working.forEach(Crew::await);
    if (watched) {
      watched = false;
      labs = quick;
      others.shutdown();
      others = others(RunLoop.threads("explorer-"));
    }
    return ran;
  }

  private void work(LabRuntime lab, List<? extends ScheduleStrategy> strategies, @Nullable Ran[] ran,
      AtomicInteger next, AtomicInteger end, Predicate<LabReport<?, ?>> isLast, long deadline) {
    int index = next.getAndIncrement();
    while (index < end.get() && (index == 0 || System.nanoTime() < deadline)) {
      Watch watch = new Watch(strategies.get(index));
      LabReport<T, E> report = lab.run(watch, errorType, program);
      ran[index] = new Ran(report, watch.result(), watch.describe(), watch.strands());
      if (isLast.test(report)) {
        int last = index + 1;
        end.updateAndGet(before -> Math.min(before, last));
      }
      index = next.getAndIncrement();
    }
  }

  private static void await(Future<?> worker) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          worker.get();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw failed.getCause() instanceof RuntimeException told
              ? told
              : new IllegalStateException(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
