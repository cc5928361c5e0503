package dev.asupersync.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DelegatingMetricData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Hands metrics on in the order of their names, and their series in the order of their attributes. */
record OrderedMetrics(MetricExporter inner) implements MetricExporter {

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    return ByScope.export(
        metrics.stream()
            .<MetricData>map(Ordered::new)
            .sorted(Comparator.comparing(MetricData::getName))
            .toList(),
        MetricData::getInstrumentationScopeInfo,
        inner::export);
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return inner.getAggregationTemporality(type);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return inner.getDefaultAggregation(type);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return inner.getMemoryMode();
  }

  @Override
  public CompletableResultCode flush() {
    return inner.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return inner.shutdown();
  }

  private static final class Ordered extends DelegatingMetricData {

    private final Data<?> data;

    Ordered(MetricData metric) {
      super(metric);
      this.data = data(metric);
    }

    private static Data<?> data(MetricData metric) {
      return switch (metric.getType()) {
        case MetricDataType.LONG_SUM ->
            SumData.createLongSumData(
                metric.getLongSumData().isMonotonic(),
                metric.getLongSumData().getAggregationTemporality(),
                sorted(metric.getLongSumData().getPoints()));
        case MetricDataType.HISTOGRAM ->
            HistogramData.create(
                metric.getHistogramData().getAggregationTemporality(),
                sorted(metric.getHistogramData().getPoints()).stream().map(VirtualPoint::of).toList());
        default -> metric.getData();
      };
    }

    private static <P extends PointData> List<P> sorted(Collection<P> points) {
      return points.stream().sorted(Comparator.comparing(point -> point.getAttributes().toString())).toList();
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
