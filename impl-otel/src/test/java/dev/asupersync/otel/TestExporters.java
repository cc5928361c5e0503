package dev.asupersync.otel;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Function;

/** Exporters of the name "test", as OpenTelemetry's autoconfiguration finds them; what they do is set here. */
public final class TestExporters {

  static volatile Function<Collection<SpanData>, CompletableResultCode> spans;
  static volatile Function<Collection<MetricData>, CompletableResultCode> metrics;
  static volatile Function<Collection<LogRecordData>, CompletableResultCode> logs;

  private TestExporters() {}

  static void reset() {
    spans = _ -> CompletableResultCode.ofSuccess();
    metrics = _ -> CompletableResultCode.ofSuccess();
    logs = _ -> CompletableResultCode.ofSuccess();
  }

  public static final class Spans implements ConfigurableSpanExporterProvider {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public SpanExporter createExporter(ConfigProperties settings) {
      return new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
          return spans.apply(batch);
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }

  public static final class Metrics implements ConfigurableMetricExporterProvider {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public MetricExporter createExporter(ConfigProperties settings) {
      return new MetricExporter() {
        @Override
        public CompletableResultCode export(Collection<MetricData> batch) {
          return metrics.apply(batch);
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
          return AggregationTemporality.CUMULATIVE;
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }

  public static final class Logs implements ConfigurableLogRecordExporterProvider {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public LogRecordExporter createExporter(ConfigProperties settings) {
      return new LogRecordExporter() {
        @Override
        public CompletableResultCode export(Collection<LogRecordData> batch) {
          return logs.apply(batch);
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }
}
