package dev.asupersync.otel;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A {@link Gate} before the batch processor of an SDK that autoconfiguration makes. */
final class GatedSpans {

  private final Gate gate;
  private final List<Exit> exits = new ArrayList<>();

  GatedSpans(Gate gate) {
    this.gate = gate;
  }

  /** To be asked for each exporter, before the processors. */
  SpanExporter exporter(SpanExporter inner) {
    Exit exit = new Exit(inner, gate);
    exits.add(exit);
    return exit;
  }

  /** To be asked for each processor. A simple one has no queue; a batch one feeds all the others at once. */
  SpanProcessor processor(SpanProcessor inner, long room) {
    if (inner instanceof SimpleSpanProcessor simple) {
      exits.removeIf(exit -> exit.equals(simple.getSpanExporter()));
    }
    if (!(inner instanceof BatchSpanProcessor) || exits.isEmpty()) {
      return inner;
    }
    exits.getFirst().leaves = true;
    gate.room(room);
    return new Entrance(inner, gate);
  }

  private record Entrance(SpanProcessor inner, Gate gate) implements SpanProcessor {

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.getSpanContext().isSampled() && gate.enter()) {
        inner.onEnd(span);
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    @Override
    public CompletableResultCode shutdown() {
      return inner.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
      return inner.forceFlush();
    }
  }

  private static final class Exit implements SpanExporter {

    private final SpanExporter inner;
    private final Gate gate;
    private volatile boolean leaves;

    Exit(SpanExporter inner, Gate gate) {
      this.inner = inner;
      this.gate = gate;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      if (leaves) {
        gate.leave(spans.size());
      }
      return gate.watch(spans.size(), () -> inner.export(spans));
    }

    @Override
    public CompletableResultCode flush() {
      return inner.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return inner.shutdown();
    }

    @Override
    public String toString() {
      return inner.toString();
    }
  }
}
