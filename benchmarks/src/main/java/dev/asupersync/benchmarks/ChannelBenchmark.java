package dev.asupersync.benchmarks;

import dev.asupersync.CxRuntime;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One message from one virtual thread to another, and, uncontended, in and out on one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChannelBenchmark {

  private static final int MESSAGES = 20_000;
  private static final Integer MESSAGE = 42;

  @Param({"1", "16", "128"})
  int capacity;

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
  @OperationsPerInvocation(MESSAGES)
  public long handOverChannel() {
    return runtime.run(cx -> cx.<Long>region(scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(capacity));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      scope.launch(c -> {
        try (out) {
          for (int i = 0; i < MESSAGES; i++) {
            out.send(c, MESSAGE);
          }
        }
      });
      return scope.spawn(c -> {
        long sum = 0;
        try (in) {
          for (int i = 0; i < MESSAGES; i++) {
            sum += in.recv(c);
          }
        }
        return sum;
      }).join().orThrow();
    }).orThrow()).orThrow();
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long handOverArrayBlockingQueue() throws InterruptedException {
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
    long[] sum = new long[1];
    Thread sender = Thread.ofVirtual().start(() -> {
      try {
        for (int i = 0; i < MESSAGES; i++) {
          queue.put(MESSAGE);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    Thread receiver = Thread.ofVirtual().start(() -> {
      try {
        for (int i = 0; i < MESSAGES; i++) {
          sum[0] += queue.take();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    sender.join();
    receiver.join();
    return sum[0];
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long uncontendedChannel() {
    return runtime.run(cx -> cx.<Long>region(scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(capacity));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      long sum = 0;
      for (int i = 0; i < MESSAGES; i++) {
        try (var permit = out.reserve(scope.cx())) {
          permit.send(MESSAGE);
        }
        sum += in.recv(scope.cx());
      }
      return sum;
    }).orThrow()).orThrow();
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long uncontendedArrayBlockingQueue() throws InterruptedException {
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
    long[] sum = new long[1];
    Thread.ofVirtual().start(() -> {
      try {
        for (int i = 0; i < MESSAGES; i++) {
          queue.put(MESSAGE);
          sum[0] += queue.take();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }).join();
    return sum[0];
  }
}
