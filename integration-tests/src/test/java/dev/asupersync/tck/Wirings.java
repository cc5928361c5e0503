package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.otel.EnclosureOracle;
import dev.asupersync.otel.OtelProvider;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;

/** The interpretations of this project, as the contracts of programs want them. */
final class Wirings {

  /** All but the one that forbids leaks: the contracts leak on purpose, to see what the kernel makes of it. */
  private static final List<String> ORACLES = List.of(
      "task_leak", "quiescence", "loser_drain", "finalizer", "region_tree", "ambient_authority",
      "deadline_monotone", "cancellation_protocol");

  /** Looks at every span of every contract that is watched. */
  private static final EnclosureOracle SPANS = new EnclosureOracle();

  static {
    GlobalOpenTelemetry.set(
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(new DeafReader()).build())
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SPANS).build())
            .setLoggerProvider(SdkLoggerProvider.builder().addLogRecordProcessor((_, _) -> {}).build())
            .build());
  }

  private Wirings() {}

  /** To be asked after each contract, when its runtime has closed. */
  static void assertSpansWereEnclosed() {
    try {
      assertThat(SPANS.violations()).as("spans that do not lie within their parents").isEmpty();
      assertThat(SPANS.open()).as("spans that have not ended").isEmpty();
    } finally {
      SPANS.reset();
    }
  }

  static Wiring prod() {
    return Wiring.of(ProdInterpretation.open());
  }

  static Wiring lab() {
    return lab(LabConfig.defaults().seed());
  }

  static Wiring lab(long seed) {
    return LabInterpretation.of(LabConfig.defaults().seed(seed).oracles(ORACLES)).wiring();
  }

  /** Without one the SDK makes no metrics. */
  private static final class DeafReader implements MetricReader {
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

  /** Watched for real, with spans, metrics and log events that nobody exports. */
  static Wiring otelOver(Wiring other) {
    Wiring watched = ReferenceSettings.wiring(new OtelProvider(), "sdk = global", other);
    if (watched.observers().size() != other.observers().size() + 4) {
      throw new AssertionError("not all observers were added: " + watched.observers());
    }
    return watched;
  }
}
