package dev.asupersync.benchmarks;

import dev.asupersync.CxRuntime;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.capture.CaptureProvider;
import dev.asupersync.lab.capture.CaptureSettings;
import dev.asupersync.lab.watch.RunRouter;
import dev.asupersync.lab.watch.RunWatch;
import dev.asupersync.lab.watch.WatchSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * One operation is one run in production: a region in which ten tasks send ten messages each to an eleventh. Bare; with
 * all oracles; captured to a file that is not kept; each for every run and for one run in a hundred.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WatchBenchmark {

  private static final int SENDERS = 10;
  private static final int MESSAGES = 10;

  @Param({"bare", "oracles", "oracles-1-in-100", "capture", "capture-1-in-100"})
  String watch;

  private CxRuntime runtime;
  private Path directory;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Files.createTempDirectory("captures");
    Wiring prod = Wiring.of(ProdInterpretation.open());
    runtime = Kernel.open("prod", switch (watch) {
      case "bare" -> prod;
      case "oracles" -> prod.observedBy(new RunRouter(new RunWatch(WatchSettings.defaults())));
      case "oracles-1-in-100" -> prod.observedBy(new RunRouter(new RunWatch(WatchSettings.defaults().oneIn(100))));
      case "capture" -> CaptureProvider.captured(prod, captured(1));
      case "capture-1-in-100" -> CaptureProvider.captured(prod, captured(100));
      default -> throw new IllegalArgumentException(watch);
    }, KernelSettings.DEFAULT);
  }

  private CaptureSettings captured(long oneIn) {
    String file = directory.resolve("run-%r.cxtrace").toString();
    return new CaptureSettings(file, "", oneIn, false, Long.MAX_VALUE, Duration.ofMillis(2));
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    runtime.close();
    Files.delete(directory);
  }

  @Benchmark
  public Object run() {
    return runtime.run(cx -> cx.region(scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(4));
      for (int i = 0; i < SENDERS; i++) {
        Sender<Integer> in = channel.sender();
        scope.launch(c -> {
          try (in) {
            for (int j = 0; j < MESSAGES; j++) {
              in.send(c, j);
            }
          }
        });
      }
      Receiver<Integer> out = channel.receiver();
      int sum = 0;
      for (int i = 0; i < SENDERS * MESSAGES; i++) {
        sum += out.recv(scope.cx());
      }
      return sum;
    }).orThrow()).orThrow();
  }
}
