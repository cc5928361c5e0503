package dev.asupersync.benchmarks;

import dev.asupersync.benchmarks.peer.Peer;
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

/** What a message costs, on the channels and on their peers; in a chain, what one hop of it costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ChannelBenchmark {

  private static final int MESSAGES = 10_000;
  private static final int TASKS = 1_000;
  private static final int BURST = 100;

  /** Opens what the parameter of a row names. */
  public abstract static class Row {

    Peer peer;

    abstract String name();

    @Setup(Level.Trial)
    public void open() {
      peer = Peer.named(name());
    }

    @TearDown(Level.Trial)
    public void close() {
      peer.close();
    }
  }

  @State(Scope.Benchmark)
  public static class Buffered extends Row {

    @Param({"asupersync", "Jox", "kotlinx", "ArrayBlockingQueue"})
    public String name;

    @Param({"1", "16", "128"})
    public int capacity;

    @Override
    String name() {
      return name;
    }
  }

  @State(Scope.Benchmark)
  public static class Met extends Row {

    @Param({"asupersync", "Jox", "kotlinx", "SynchronousQueue", "LinkedTransferQueue"})
    public String name;

    @Override
    String name() {
      return name;
    }
  }

  @State(Scope.Benchmark)
  public static class Any extends Row {

    @Param({"asupersync", "Jox", "kotlinx", "ArrayBlockingQueue", "LinkedTransferQueue"})
    public String name;

    @Override
    String name() {
      return name;
    }
  }

  @State(Scope.Benchmark)
  public static class Selectable extends Row {

    @Param({"asupersync", "Jox", "kotlinx"})
    public String name;

    @Override
    String name() {
      return name;
    }
  }

  @State(Scope.Benchmark)
  public static class TwoPhase extends Row {

    @Param("asupersync")
    public String name;

    @Override
    String name() {
      return name;
    }
  }

  /** From one task to another. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long buffered(Buffered row) {
    return checked(row.peer.fanIn(1, row.capacity, MESSAGES), MESSAGES);
  }

  /** The same without a buffer. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long rendezvous(Met row) {
    return checked(row.peer.fanIn(1, 0, MESSAGES), MESSAGES);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long fanIn(Any row) {
    return checked(row.peer.fanIn(10, 16, MESSAGES), MESSAGES);
  }

  /** One message through a thousand tasks, which are made for it. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public long chainOfOne(Any row) {
    return checked(row.peer.chain(TASKS, 16, 1), 1);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS * BURST)
  public long chainOfMany(Any row) {
    return checked(row.peer.chain(TASKS, 16, BURST), BURST);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long select(Selectable row) {
    return checked(row.peer.select(16, MESSAGES), MESSAGES);
  }

  /** On one thread. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long alone(Any row) {
    return checked(row.peer.alone(16, MESSAGES), MESSAGES);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long aloneInTwoPhases(TwoPhase row) {
    return checked(row.peer.aloneInTwoPhases(16, MESSAGES), MESSAGES);
  }

  private static long checked(long sum, int messages) {
    if (sum != (long) messages * Peer.MESSAGE) {
      throw new IllegalStateException(messages + " messages came to " + sum);
    }
    return sum;
  }
}
