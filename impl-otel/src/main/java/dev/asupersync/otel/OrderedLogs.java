package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Hands log records on with their attributes in the order of their names: see {@link OrderedSpans}. */
record OrderedLogs(LogRecordExporter inner) implements LogRecordExporter {

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    return ByScope.export(
        records.stream().<LogRecordData>map(Ordered::of).toList(),
        LogRecordData::getInstrumentationScopeInfo,
        inner::export);
  }

  @Override
  public CompletableResultCode flush() {
    return inner.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return inner.shutdown();
  }

  private record Ordered(LogRecordData inner, Attributes attributes) implements LogRecordData {

    static Ordered of(LogRecordData record) {
      return new Ordered(record, Attributes.builder().putAll(record.getAttributes()).build());
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public Resource getResource() {
      return inner.getResource();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return inner.getInstrumentationScopeInfo();
    }

    @Override
    public long getTimestampEpochNanos() {
      return inner.getTimestampEpochNanos();
    }

    @Override
    public long getObservedTimestampEpochNanos() {
      return inner.getObservedTimestampEpochNanos();
    }

    @Override
    public SpanContext getSpanContext() {
      return inner.getSpanContext();
    }

    @Override
    public Severity getSeverity() {
      return inner.getSeverity();
    }

    @Override
    public @Nullable String getSeverityText() {
      return inner.getSeverityText();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // the interface still wants it
    public io.opentelemetry.sdk.logs.data.Body getBody() {
      return inner.getBody();
    }

    @Override
    public @Nullable Value<?> getBodyValue() {
      return inner.getBodyValue();
    }

    @Override
    public int getTotalAttributeCount() {
      return inner.getTotalAttributeCount();
    }

    @Override
    public @Nullable String getEventName() {
      return inner.getEventName();
    }
  }
}
