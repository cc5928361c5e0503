package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Hands spans on with their attributes in the order of their names. Those of a span lie in a hash table whose order
 * is another in each JVM.
 */
record OrderedSpans(SpanExporter inner) implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return ByScope.export(
        spans.stream().<SpanData>map(Ordered::new).toList(), SpanData::getInstrumentationScopeInfo, inner::export);
  }

  @Override
  public CompletableResultCode flush() {
    return inner.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return inner.shutdown();
  }

  private static final class Ordered extends DelegatingSpanData {

    private final Attributes attributes;

    Ordered(SpanData span) {
      super(span);
      this.attributes = Attributes.builder().putAll(span.getAttributes()).build();
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }
  }
}
