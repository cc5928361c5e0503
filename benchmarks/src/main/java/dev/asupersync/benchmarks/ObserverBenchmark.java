package dev.asupersync.benchmarks;

import dev.asupersync.CxRuntime;
import dev.asupersync.TaskOptions;
import dev.asupersync.jfr.FlightEvents;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.mdc.MdcContext;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.propagation.PropagatedContext;
import dev.asupersync.spi.Wiring;
import io.micrometer.context.ContextRegistry;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
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
import org.slf4j.MDC;

/**
 * A task of a region with a thousand, as in {@link TelemetryBenchmark}, with the observers that are there by being on
 * the class path: Flight Recorder's, and those that carry the contexts of other libraries, where there is something to
 * carry and where there is not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ObserverBenchmark {

  private static final int TASKS = 1_000;
  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @Param({"bare", "jfr-no-recording", "jfr-recording", "mdc-empty", "mdc", "context-empty", "context"})
  String watch;

  private CxRuntime runtime;
  private Recording recording;

  @Setup(Level.Trial)
  public void open() {
    Wiring prod = Wiring.of(ProdInterpretation.open());
    runtime = Kernel.open("prod", switch (watch) {
      case "bare" -> prod;
      case "jfr-no-recording", "jfr-recording" -> prod.observedBy(FlightEvents.observer());
      case "mdc-empty", "mdc" -> prod.observedBy(MdcContext.carrier());
      default -> prod.observedBy(PropagatedContext.carrier(registry()));
    }, KernelSettings.DEFAULT);
    if (watch.equals("jfr-recording")) {
      recording = new Recording();
      recording.setMaxSize(10_000_000);
      recording.start();
    }
    if (watch.equals("mdc")) {
      MDC.put("tenant", "acme");
    }
    if (watch.equals("context")) {
      TENANT.set("acme");
    }
  }

  private static ContextRegistry registry() {
    return new ContextRegistry().registerThreadLocalAccessor("tenant", TENANT);
  }

  @TearDown(Level.Trial)
  public void close() {
    runtime.close();
    if (recording != null) {
      recording.close();
    }
    MDC.clear();
    TENANT.remove();
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object asupersync() {
    return runtime.run(cx -> cx.region(scope -> {
      for (int i = 0; i < TASKS; i++) {
        scope.launch(TaskOptions.named("mailer"), c -> c.checkpoint());
      }
      return null;
    }));
  }
}
