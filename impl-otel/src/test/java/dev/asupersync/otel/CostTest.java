package dev.asupersync.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.asupersync.TaskOptions;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What watching costs, in bytes for each task: these are exact where nanoseconds are not. Measured in a JVM of its own,
 * because the strict context of tests allocates a stack trace for each scope, and with the first compiler alone, which
 * removes no allocation: what the second one removes depends on the day. The work of the exporter's thread is left
 * out. The limits are what it costs with a tenth more, or for sampled spans a twentieth.
 */
@Isolated
class CostTest {

  private static final int TASKS = 1_000;
  private static final int ROUNDS = 30;
  private static final int WARM_UP = 60;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of a run with a thousand tasks of one name, each joined. */
  private static double bytesPerTask(RuntimeObserver... observers) {
    Wiring wiring = Wiring.of(ProdInterpretation.open());
    for (RuntimeObserver observer : observers) {
      wiring = wiring.observedBy(observer);
    }
    try (Kernel kernel = Kernel.open("prod", wiring, KernelSettings.DEFAULT)) {
      long[] exporters = exporters();
      LongSupplier round = () -> {
        long before = allocated(exporters);
        kernel.run(cx -> cx.region(scope -> {
          for (int i = 0; i < TASKS; i++) {
            scope.launch(TaskOptions.named("mailer"), c -> c.checkpoint());
          }
          return null;
        })).orThrow();
        return allocated(exporters) - before;
      };
      for (int i = 0; i < WARM_UP; i++) {
        round.getAsLong();
      }
      long[] bytes = new long[ROUNDS];
      Arrays.setAll(bytes, _ -> round.getAsLong());
      return (double) Arrays.stream(bytes).sorted().skip(ROUNDS / 4).findFirst().getAsLong() / TASKS;
    }
  }

  private static long[] exporters() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("BatchSpanProcessor"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  /** By all threads but these. */
  private static long allocated(long[] without) {
    long all = THREADS.getTotalThreadAllocatedBytes();
    for (long id : without) {
      all -= THREADS.getThreadAllocatedBytes(id);
    }
    return all;
  }

  private static RuntimeObserver[] observers(OpenTelemetry sdk, SpanLevel level) {
    return Otel.observers(
            Telemetry.of(sdk), new Watched(), SpanOptions.of(level), MetricOptions.CORE, true, true)
        .toArray(RuntimeObserver[]::new);
  }

  private static OpenTelemetrySdk sdk(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(InMemoryMetricReader.create()).build())
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(BatchSpanProcessor.builder(new Nowhere()).build())
                .build())
        .build();
  }

  private static final class Nowhere implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @Test
  void watching_costs_no_more_bytes_than_were_promised() throws Exception {
    Process measuring =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CostTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(measuring.getInputStream().readAllBytes(), UTF_8);
    assertThat(measuring.waitFor()).as(printed).isZero();

    double[] bytes = Arrays.stream(printed.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(bytes[0]).as("a task that nobody watches").isGreaterThan(500);
    assertThat(bytes[1]).as("metrics alone").isLessThan(16);
    assertThat(bytes[2]).as("spans that are not sampled").isBetween(100.0, 390.0);
    assertThat(bytes[3]).as("spans that are not sampled, each asked for").isBetween(bytes[2], 610.0);
    assertThat(bytes[4]).as("spans that are sampled").isBetween(bytes[3], 1_260.0);
  }

  /** Prints what a task costs bare, and how much more with metrics, with spans of both unsampled kinds, and sampled. */
  public static void main(String[] args) {
    double bare = bytesPerTask();
    double metrics = bytesPerTask(observers(sdk(Sampler.alwaysOff()), SpanLevel.OFF)) - bare;
    double unsampled =
        bytesPerTask(observers(sdk(Sampler.parentBased(Sampler.alwaysOff())), SpanLevel.TASKS)) - bare;
    double asked = bytesPerTask(observers(sdk(Sampler.traceIdRatioBased(0)), SpanLevel.TASKS)) - bare;
    double sampled = bytesPerTask(observers(sdk(Sampler.alwaysOn()), SpanLevel.TASKS)) - bare;
    System.out.println(Math.round(bare) + " " + Math.round(metrics) + " " + Math.round(unsampled) + " "
        + Math.round(asked) + " " + Math.round(sampled));
    System.exit(0);
  }
}
