package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An SDK that keeps everything; metrics are collected when somebody asks. */
final class MetricRecorder {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  final InMemorySpanExporter spans = InMemorySpanExporter.create();

  final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();

  final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .addSpanProcessor(Enclosed.ORACLE)
                  .build())
          .setLoggerProvider(
              SdkLoggerProvider.builder().addLogRecordProcessor(SimpleLogRecordProcessor.create(logs)).build())
          .build();

  Collection<MetricData> collect() {
    return reader.collectAllMetrics();
  }

  /** The points of a metric by their attributes, in words: {@code outcome=ok}. */
  Map<String, PointData> points(Metric metric) {
    List<MetricData> found = collect().stream().filter(data -> data.getName().equals(metric.key)).toList();
    assertThat(found).as(metric.key).hasSizeLessThanOrEqualTo(1);
    Map<String, PointData> points = new TreeMap<>();
    found.stream().flatMap(data -> data.getData().getPoints().stream())
        .forEach(point -> points.put(words(point.getAttributes().asMap()), point));
    return points;
  }

  /** The value of a counter or gauge, or how often a histogram was told; 0 for what is not there. */
  long value(Metric metric, String series) {
    PointData point = points(metric).get(series);
    return switch (point) {
      case null -> 0;
      case LongPointData number -> number.getValue();
      case HistogramPointData histogram -> histogram.getCount();
      default -> throw new AssertionError(point.toString());
    };
  }

  double sum(Metric metric, String series) {
    return ((HistogramPointData) points(metric).get(series)).getSum();
  }

  private static String words(Map<AttributeKey<?>, Object> attributes) {
    return attributes.entrySet().stream()
        .map(each -> last(each.getKey().getKey()) + "=" + each.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
