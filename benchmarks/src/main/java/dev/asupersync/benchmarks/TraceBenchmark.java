package dev.asupersync.benchmarks;

import dev.asupersync.lab.trace.Foata;
import dev.asupersync.lab.trace.Refinement;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceFileWriter;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceMeta;
import dev.asupersync.spi.OpKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** What can be done with a trace of operations of 64 tasks on 1,000 channels and cells. One operation is all of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TraceBenchmark {

  private static final OpKind[] OPERATIONS = {
    OpKind.CHANNEL_RESERVE, OpKind.CHANNEL_SEND, OpKind.CHANNEL_RECV, OpKind.CELL_READ, OpKind.CELL_WRITE,
    OpKind.CHECKPOINT
  };

  @Param({"1000", "10000", "100000", "1000000"})
  private int events;

  private List<TraceEvent> trace;
  private Path file;

  @Setup(Level.Trial)
  public void record() throws IOException {
    Random random = new Random(1);
    trace = new ArrayList<>();
    trace.add(new TraceEvent(0, 0, TraceKind.REGION_OPENED, List.of(0L, -1L, -1L), ""));
    for (long task = 0; task < 64; task++) {
      trace.add(new TraceEvent(trace.size(), 0, TraceKind.SPAWN, List.of(task, 0L, task == 0 ? -1L : 0L, 0L), ""));
    }
    while (trace.size() < events) {
      long op = OPERATIONS[random.nextInt(OPERATIONS.length)].code();
      List<Long> numbers = List.of((long) random.nextInt(64), op, (long) random.nextInt(1_000));
      trace.add(new TraceEvent(trace.size(), trace.size() / 100, TraceKind.OPERATION, numbers, ""));
    }
    file = Files.createTempFile("trace", ".cxtrace");
    write();
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public long fingerprint() {
    return Foata.of(trace).fingerprint();
  }

  @Benchmark
  public boolean refinement() {
    return Refinement.check(trace.iterator(), 0).isPresent();
  }

  @Benchmark
  public long write() {
    TraceMeta meta = new TraceMeta("", 1, "", 0, Instant.EPOCH, "");
    try (TraceFileWriter writer = TraceFileWriter.create(file, meta)) {
      trace.forEach(writer::add);
      return writer.finish().events();
    }
  }

  @Benchmark
  public long read() {
    long seen = 0;
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      while (reader.hasNext()) {
        seen += reader.next().nanos();
      }
    }
    return seen;
  }
}
