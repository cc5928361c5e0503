package dev.asupersync.otel;

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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What watching costs, in bytes for each task: these are exact where nanoseconds are not. The limits are the goals of
 * docs/telemetry.md with a tenth more, and the least of some rounds is held to them, since other threads allocate too.
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
      LongSupplier round = () -> {
        long before = THREADS.getTotalThreadAllocatedBytes();
        kernel.run(cx -> cx.region(scope -> {
          for (int i = 0; i < TASKS; i++) {
            scope.launch(TaskOptions.named("mailer"), c -> c.checkpoint());
          }
          return null;
        })).orThrow();
        return THREADS.getTotalThreadAllocatedBytes() - before;
      };
      for (int i = 0; i < WARM_UP; i++) {
        round.getAsLong();
      }
      long[] bytes = new long[ROUNDS];
      Arrays.setAll(bytes, _ -> round.getAsLong());
      return (double) Arrays.stream(bytes).sorted().skip(ROUNDS / 4).findFirst().getAsLong() / TASKS;
    }
  }

  private static RuntimeObserver[] spans(OpenTelemetry sdk, SpanLevel level) {
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

  /** The exporter's own work is not ours to measure. */
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
  void watching_costs_no_more_bytes_than_were_promised() {
    double bare = bytesPerTask();
    double metrics = bytesPerTask(spans(sdk(Sampler.alwaysOff()), SpanLevel.OFF)) - bare;
    double unsampled = bytesPerTask(spans(sdk(Sampler.alwaysOff()), SpanLevel.TASKS)) - bare;
    double sampled = bytesPerTask(spans(sdk(Sampler.alwaysOn()), SpanLevel.TASKS)) - bare;
    System.out.printf("bare %.0f, metrics +%.0f, unsampled +%.0f, sampled +%.0f%n", bare, metrics, unsampled, sampled);

    assertThat(metrics).as("metrics only").isLessThan(16);
    assertThat(unsampled).as("spans that are not sampled").isLessThan(495);
    assertThat(sampled).as("spans that are sampled").isLessThan(1_320);
    assertThat(List.of(metrics, unsampled, sampled)).as("a measurement that sees nothing").isSorted();
  }
}
