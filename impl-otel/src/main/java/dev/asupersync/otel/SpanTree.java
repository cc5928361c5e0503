package dev.asupersync.otel;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the spans of each trace and prints them as a tree, for people, when all of them have ended and
 * somebody says {@link #print}. Spans stand in the order in which they started.
 *
 * <p>Of each trace the first {@code limit} spans are kept. A parent starts before its children, so whatever
 * is kept has its parents.
 */
final class SpanTree implements SpanProcessor {

  private static final class Trace {
    final List<ReadableSpan> kept = new ArrayList<>();
    long open;
    long started;
  }

  private final int limit;
  private final PrintStream out;
  private final Map<String, Trace> traces = new LinkedHashMap<>();

  SpanTree(int limit, PrintStream out) {
    this.limit = limit;
    this.out = out;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    synchronized (traces) {
      Trace trace = traces.computeIfAbsent(span.getSpanContext().getTraceId(), _ -> new Trace());
      trace.open++;
      trace.started++;
      if (trace.kept.size() < limit) {
        trace.kept.add(span);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    synchronized (traces) {
      Trace trace = traces.get(span.getSpanContext().getTraceId());
      if (trace != null) {
        trace.open--;
      }
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Prints the traces in which nothing is open any more, and forgets them. */
  void print() {
    StringBuilder text = new StringBuilder();
    for (Trace trace : takeComplete()) {
      List<SpanData> spans = trace.kept.stream().map(ReadableSpan::toSpanData).toList();
      text.append(SpanTreeText.of(spans, trace.started - spans.size()));
    }
    if (!text.isEmpty()) {
      out.print(text);
      out.flush();
    }
  }

  private List<Trace> takeComplete() {
    synchronized (traces) {
      List<Trace> complete = traces.values().stream().filter(trace -> trace.open == 0).toList();
      traces.values().removeIf(trace -> trace.open == 0);
      return complete;
    }
  }
}
