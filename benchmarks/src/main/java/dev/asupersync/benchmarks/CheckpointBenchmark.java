package dev.asupersync.benchmarks;

import dev.asupersync.Budget;
import dev.asupersync.CxRuntime;
import dev.asupersync.RegionOptions;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A cancel point where nothing is pending; the peer asks whether its thread was interrupted. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CheckpointBenchmark {

  private static final int LOOPS = 100_000;

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
  @OperationsPerInvocation(LOOPS)
  public int checkpoint() {
    return runtime.run(cx -> {
      for (int i = 0; i < LOOPS; i++) {
        cx.checkpoint();
      }
      return LOOPS;
    }).orThrow();
  }

  @Benchmark
  @OperationsPerInvocation(LOOPS)
  public int checkpointUnderDeadlineAndQuota() {
    return runtime.run(cx -> cx.<Integer>region(
        RegionOptions.DEFAULT
            .withTimeout(Duration.ofHours(1))
            .withBudget(Budget.INFINITE.withPollQuota(Long.MAX_VALUE - 1)),
        scope -> {
          for (int i = 0; i < LOOPS; i++) {
            scope.cx().checkpoint();
          }
          return LOOPS;
        }).orThrow()).orThrow();
  }

  @Benchmark
  @OperationsPerInvocation(LOOPS)
  public int threadInterrupted() throws InterruptedException {
    int[] seen = new int[1];
    Thread.ofVirtual().start(() -> {
      for (int i = 0; i < LOOPS; i++) {
        if (!Thread.interrupted()) {
          seen[0]++;
        }
      }
    }).join();
    return seen[0];
  }
}
