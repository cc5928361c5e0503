package dev.asupersync.benchmarks;

import dev.asupersync.CxRuntime;
import dev.asupersync.TaskHandle;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A region with so many tasks, each joined for its value. One operation is the whole region. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpawnBenchmark {

  @Param({"1", "100", "1000"})
  int tasks;

  private CxRuntime runtime;

  @Setup(Level.Trial)
  public void open() {
    runtime = Kernel.open("prod", Wiring.of(ProdInterpretation.open()), KernelSettings.DEFAULT);
  }

  @TearDown(Level.Trial)
  public void close() {
    runtime.close();
  }

  @Benchmark
  public long asupersync() {
    return runtime.run(cx -> cx.<Long>region(scope -> {
      List<TaskHandle<Integer, RuntimeException>> handles = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int value = i;
        handles.add(scope.spawn(c -> value));
      }
      long sum = 0;
      for (TaskHandle<Integer, RuntimeException> handle : handles) {
        sum += handle.join().orThrow();
      }
      return sum;
    }).orThrow()).orThrow();
  }

  /** As in {@link #asupersync}, the scope's owner is a virtual thread. */
  @Benchmark
  public long structuredTaskScope() throws InterruptedException {
    long[] result = new long[1];
    Thread owner = Thread.ofVirtual().start(() -> {
      try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
        List<Subtask<Integer>> forks = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
          int value = i;
          forks.add(scope.fork(() -> value));
        }
        scope.join();
        for (Subtask<Integer> fork : forks) {
          result[0] += fork.get();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    owner.join();
    return result[0];
  }

  @Benchmark
  public long plainVirtualThreads() throws InterruptedException {
    AtomicLong sum = new AtomicLong();
    Thread owner = Thread.ofVirtual().start(() -> {
      List<Thread> threads = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int value = i;
        threads.add(Thread.ofVirtual().start(() -> sum.addAndGet(value)));
      }
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    owner.join();
    return sum.get();
  }
}
