package dev.asupersync.benchmarks;

import dev.asupersync.CxRuntime;
import dev.asupersync.TaskOptions;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.otel.Otel;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
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

/**
 * A task of a region with a thousand, watched in different ways; one operation is one task. Beside it a fork of
 * {@code StructuredTaskScope}, bare and with the same telemetry written by hand: a span around its body, a counter
 * and a histogram. What is exported goes nowhere, from a batch processor with its defaults.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TelemetryBenchmark {

  private static final int TASKS = 1_000;
  private static final Attributes OK = Attributes.of(AttributeKey.stringKey("outcome"), "ok");

  @Param({"bare", "noop", "metrics", "unsampled", "sampled"})
  String watch;

  private CxRuntime runtime;
  private OpenTelemetrySdk sdk;
  private OpenTelemetry used;
  private Tracer tracer;
  private LongCounter started;
  private DoubleHistogram duration;

  @Setup(Level.Trial)
  public void open() {
    sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(new Deaf()).build())
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(watch.equals("sampled") ? Sampler.alwaysOn() : Sampler.parentBased(Sampler.alwaysOff()))
                    .addSpanProcessor(BatchSpanProcessor.create(new Nowhere()))
                    .build())
            .build();
    used =
        switch (watch) {
          case "bare", "noop" -> OpenTelemetry.noop();
          case "metrics" -> new MetricsOnly(sdk);
          default -> sdk;
        };
    Wiring wiring = Wiring.of(ProdInterpretation.open());
    if (!watch.equals("bare")) {
      for (RuntimeObserver observer : Otel.observers(used)) {
        wiring = wiring.observedBy(observer);
      }
    }
    runtime = Kernel.open("prod", wiring, KernelSettings.DEFAULT);
    tracer = used.getTracer("hand");
    started = used.getMeter("hand").counterBuilder("task.started").build();
    duration = used.getMeter("hand").histogramBuilder("task.duration").setUnit("s").build();
  }

  @TearDown(Level.Trial)
  public void close() {
    runtime.close();
    sdk.close();
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

  /** As in {@link #asupersync}, the scope's owner is a virtual thread. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void structuredTaskScopeByHand() throws InterruptedException {
    Thread owner = Thread.ofVirtual().start(watch.equals("bare") ? this::forkBare : this::forkWatched);
    owner.join();
  }

  private void forkBare() {
    try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
      for (int i = 0; i < TASKS; i++) {
        scope.fork(() -> 1);
      }
      scope.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void forkWatched() {
    Span region = tracer.spanBuilder("region").startSpan();
    Context around = Context.root().with(region);
    try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
      for (int i = 0; i < TASKS; i++) {
        scope.fork(() -> watched(around));
      }
      scope.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      region.end();
    }
  }

  private int watched(Context around) {
    long from = System.nanoTime();
    started.add(1, OK, Context.root());
    if (watch.equals("metrics")) {
      duration.record((System.nanoTime() - from) / 1e9, OK, Context.root());
      return 1;
    }
    Span span = tracer.spanBuilder("task mailer").setParent(around).startSpan();
    try (io.opentelemetry.context.Scope _ = around.with(span).makeCurrent()) {
      span.setAttribute("task.id", from);
      span.setAttribute("region.id", 1L);
      span.setAttribute("outcome", "ok");
      duration.record((System.nanoTime() - from) / 1e9, OK);
      return 1;
    } finally {
      span.end();
    }
  }

  private record MetricsOnly(OpenTelemetrySdk sdk) implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return TracerProvider.noop();
    }

    @Override
    public MeterProvider getMeterProvider() {
      return sdk.getMeterProvider();
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
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

  /** Without a reader the SDK makes no metrics. */
  private static final class Deaf implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {}

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
