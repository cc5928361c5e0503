package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;

/** A point of a histogram whose examples have its own time: an SDK takes theirs from the machine's clock. */
record VirtualPoint(HistogramPointData inner, List<DoubleExemplarData> examples) implements HistogramPointData {

  static HistogramPointData of(HistogramPointData point) {
    return new VirtualPoint(
        point,
        point.getExemplars().stream()
            .map(
                each ->
                    DoubleExemplarData.create(
                        each.getFilteredAttributes(), point.getEpochNanos(), each.getSpanContext(), each.getValue()))
            .toList());
  }

  @Override
  public List<DoubleExemplarData> getExemplars() {
    return examples;
  }

  @Override
  public long getStartEpochNanos() {
    return inner.getStartEpochNanos();
  }

  @Override
  public long getEpochNanos() {
    return inner.getEpochNanos();
  }

  @Override
  public Attributes getAttributes() {
    return inner.getAttributes();
  }

  @Override
  public double getSum() {
    return inner.getSum();
  }

  @Override
  public long getCount() {
    return inner.getCount();
  }

  @Override
  public boolean hasMin() {
    return inner.hasMin();
  }

  @Override
  public double getMin() {
    return inner.getMin();
  }

  @Override
  public boolean hasMax() {
    return inner.hasMax();
  }

  @Override
  public double getMax() {
    return inner.getMax();
  }

  @Override
  public List<Double> getBoundaries() {
    return inner.getBoundaries();
  }

  @Override
  public List<Long> getCounts() {
    return inner.getCounts();
  }
}
